package io.sutler.cloud.hosts;

import io.sutler.cloud.CloudTrouble;
import io.sutler.domain.Blame;

/** The sentences of what may be wrong with a host. */
final class Troubles {
  private Troubles() {}

  static CloudTrouble unreachable(Host host, String why) {
    return new CloudTrouble(
        Blame.PROVIDER,
        "host-unreachable",
        "%s does not answer at %s (%s): bring it up; it is tried again"
            .formatted(host.name(), host.where(), HostNames.shown(why)));
  }

  static CloudTrouble refused(Host host, String region, String with) {
    return new CloudTrouble(
        Blame.PROVIDER,
        "login-refused",
        ("%s does not let '%s' in with %s: let that key in there, or give the right one with"
                + " 'sutler region credentials %s'; it is tried again")
            .formatted(host.name(), host.login(), with, region));
  }

  static CloudTrouble noCredentials(Host host, String region) {
    return new CloudTrouble(
        Blame.USER,
        "no-credentials",
        "region %s has no %s to enter %s with: give one with 'sutler region credentials %s'"
            .formatted(
                region,
                host.key().isEmpty() ? "'key' or 'password'" : "key '" + host.key() + "'",
                host.name(),
                region));
  }

  static CloudTrouble badKey(Host host, String region, String name) {
    return new CloudTrouble(
        Blame.USER,
        "bad-key",
        ("credential '%s' of region %s, for %s, is no private SSH key without a passphrase: give one"
                + " with 'sutler region credentials %s'")
            .formatted(name, region, host.name(), region));
  }

  static CloudTrouble otherKey(Host host, String shown, String known) {
    return new CloudTrouble(
        Blame.PROVIDER,
        "host-key-changed",
        ("%s shows another host key (%s) than it is known by (%s): find out why; if it is right, say"
                + " so as host_key of %s in the region's settings, or show the old one again")
            .formatted(host.name(), shown, known, host.name()));
  }

  static CloudTrouble noRights(Host host, String why) {
    return new CloudTrouble(
        Blame.PROVIDER,
        "no-rights",
        ("%s does not let '%s' become root (%s): allow it there, or give become_password with 'sutler"
                + " region credentials'; it is tried again")
            .formatted(host.name(), host.login(), HostNames.shown(why.strip())));
  }

  static CloudTrouble strange(Host host, String deed, Answer answer) {
    var why = answer.err().isBlank() ? answer.out() : answer.err();
    return new CloudTrouble(
        Blame.PROVIDER,
        "host-failed",
        "%s did not do '%s' (exit code %d%s); it is tried again"
            .formatted(
                host.name(),
                deed,
                answer.code(),
                why.isBlank() ? "" : ": " + HostNames.shown(last(why))));
  }

  private static String last(String text) {
    return text.lines().filter(l -> !l.isBlank()).reduce("", (_, l) -> l).strip();
  }
}
