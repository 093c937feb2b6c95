package io.sutler.driver.ansible;

import io.sutler.domain.Blame;
import io.sutler.driver.local.ProgramFailure;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A machine to work on.
 *
 * @param name its name in the inventory
 * @param address where SSH answers; empty for this machine itself
 * @param login who to be there; empty means the tool's own choice
 * @param alias what its host key is known by: another machine at the same address has another
 * @param hostKey its public host key where it is known beforehand
 */
record Host(
    String name,
    String role,
    String address,
    int port,
    String login,
    String alias,
    Optional<String> hostKey,
    Map<String, Object> facts) {
  private static final int SSH = 22;
  private static final Pattern ADDRESS = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.:_%-]{0,252}");
  private static final Pattern LOGIN = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.@-]{0,99}");
  private static final Pattern KEY = Pattern.compile("[a-z0-9@.-]{3,60} [A-Za-z0-9+/=]{16,4000}");

  boolean isHere() {
    return address.isEmpty();
  }

  /**
   * Reads a member.
   *
   * @throws ProgramFailure when it has no address yet, or one that cannot be one
   */
  static Host of(Map<String, Object> member) throws ProgramFailure {
    var facts = AnsibleInputs.map(member.get("facts"));
    var name = safe(AnsibleInputs.text(member, "name"));
    if (name.isEmpty()) {
      throw bad("bad-inventory", "a member of 'groups' has no name: give it one");
    }
    boolean here = "local".equals(facts.get("connection"));
    var address = here ? "" : AnsibleInputs.text(facts, "address");
    if (!here && address.isEmpty()) {
      throw new ProgramFailure(
          Blame.PROVIDER, "no-address", name + " has no address yet: it is tried again");
    }
    if (!here && !ADDRESS.matcher(address).matches()) {
      throw bad("bad-inventory", name + " has the address '" + address + "', which is none");
    }
    var login = AnsibleInputs.text(facts, "login");
    if (!login.isEmpty() && !LOGIN.matcher(login).matches()) {
      throw bad("bad-inventory", name + " has the login '" + login + "', which is none");
    }
    var machine = safe(AnsibleInputs.text(facts, "machine"));
    return new Host(
        name,
        AnsibleInputs.text(member, "role"),
        address,
        port(name, AnsibleInputs.text(facts, "port")),
        login,
        machine.isEmpty() ? address : name + "." + machine,
        hostKey(name, AnsibleInputs.text(facts, "host_key")),
        facts);
  }

  private static int port(String name, String text) throws ProgramFailure {
    if (text.isEmpty()) {
      return SSH;
    }
    int port = text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
    if (port < 1 || port > 65535) {
      throw bad("bad-inventory", name + " has the port '" + text + "', which is none");
    }
    return port;
  }

  private static Optional<String> hostKey(String name, String text) throws ProgramFailure {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    var words = text.strip().split("\\s+");
    var key = words.length < 2 ? text : words[0] + " " + words[1];
    if (!KEY.matcher(key).matches()) {
      throw bad("bad-inventory", name + " has a host_key that is none: give its type and its key");
    }
    return Optional.of(key);
  }

  private static String safe(String text) {
    return text.replaceAll("[^A-Za-z0-9_.-]", "_").replaceAll("^[^A-Za-z0-9]+", "");
  }

  static ProgramFailure bad(String code, String message) {
    return new ProgramFailure(Blame.USER, code, message);
  }
}
