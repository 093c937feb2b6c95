package io.sutler.cloud;

import io.sutler.domain.OwnerTag;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A machine as last seen.
 *
 * @param name the order's
 * @param handle finds it again in its cloud
 * @param digest the order's: another one means that it was made from another order
 * @param detail why it failed, or what it is doing; may be empty
 * @param since when it was last started, or made where that is all that is known
 * @param addresses reachable from the control plane, the best first; empty until it has one
 * @param facts what else members tell of it: {@code port} where SSH answers at another than 22,
 *     {@code connection} {@code local} for the server's own machine, and whatever the cloud knows
 * @param flavor that it was ordered with, by the cloud's own name; empty where that is not told
 */
public record Machine(
    OwnerTag owner,
    String name,
    String handle,
    MachineState state,
    String digest,
    String detail,
    Optional<Instant> since,
    List<String> addresses,
    Map<String, String> facts,
    String flavor) {
  private static final String LOCAL = "local";

  public Machine {
    addresses = List.copyOf(addresses);
    facts = Map.copyOf(facts);
  }

  /** One of which there is nothing else to tell. */
  public Machine(
      OwnerTag owner,
      String name,
      String handle,
      MachineState state,
      String digest,
      String detail,
      Optional<Instant> since,
      List<String> addresses) {
    this(owner, name, handle, state, digest, detail, since, addresses, Map.of(), "");
  }

  /** The same, of a flavor. */
  public Machine of(String ordered) {
    return new Machine(
        owner, name, handle, state, digest, detail, since, addresses, facts, ordered);
  }

  /** The same, with more to tell of it. */
  public Machine telling(Map<String, String> more) {
    return new Machine(owner, name, handle, state, digest, detail, since, addresses, more, flavor);
  }

  /** The server's own machine: no SSH leads there. */
  public boolean isHere() {
    return LOCAL.equals(facts.get("connection"));
  }

  /** Where SSH answers: its best address, as {@code [address]:port} where that is not 22. */
  public String door() {
    var address = addresses.getFirst();
    var port = facts.get("port");
    return port == null ? address : "[" + address + "]:" + port;
  }
}
