package io.sutler.cloud.openstack;

import io.sutler.cloud.CloudRegion;
import io.sutler.cloud.MachineOrder;
import io.sutler.domain.DeploymentId;
import io.sutler.domain.OwnerTag;
import io.sutler.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whose something is, as one line that every service can keep: in a server's metadata, a port's
 * description, a key pair's name.
 *
 * @param region of two regions on one cloud, each has its own
 * @param member empty for what a component's machines share
 * @param boot when a machine on this port was last asked for; empty for never
 */
record Mark(OwnerTag owner, String region, String member, Optional<Instant> boot) {
  /** The metadata key of servers and volumes. */
  static final String KEY = "sutler";

  private static final String FIRST = "sutler";
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9-]");
  private static final Pattern ESCAPED = Pattern.compile("([A-Za-z0-9-]|_[0-9a-f]{4})*");

  static Mark of(OwnerTag owner, String member, CloudRegion region) {
    return new Mark(owner, region(region), member, Optional.empty());
  }

  static Mark of(MachineOrder order, CloudRegion region) {
    return of(order.owner(), order.name(), region);
  }

  Mark booting(Optional<Instant> at) {
    return new Mark(owner, region, member, at);
  }

  boolean isOurs(CloudRegion here) {
    return owner.installation().equals(here.installation()) && region.equals(region(here));
  }

  /** The same thing's, whenever it was asked for. */
  boolean isSame(Mark other) {
    return booting(Optional.empty()).equals(other.booting(Optional.empty()));
  }

  /** Letters, digits, {@code -}, {@code _} and blanks only: all that names of old allow. */
  String text() {
    return String.join(
        " ",
        FIRST,
        escape(owner.installation()),
        region,
        escape(owner.deployment().value()),
        escape(owner.component()),
        "m" + escape(member),
        "b" + boot.map(b -> Long.toString(b.getEpochSecond())).orElse(""));
  }

  /** Reads {@link #text()}; empty for anything else. */
  static Optional<Mark> parse(String text) {
    var parts = text.split(" ", -1);
    if (parts.length < 7
        || !parts[0].equals(FIRST)
        || !parts[5].startsWith("m")
        || !parts[6].matches("b[0-9]{0,12}")) {
      return Optional.empty();
    }
    var installation = unescape(parts[1]);
    var deployment = unescape(parts[3]);
    var component = unescape(parts[4]);
    var member = unescape(parts[5].substring(1));
    if (installation.isEmpty() || deployment.isEmpty() || component.isEmpty() || member.isEmpty()) {
      return Optional.empty();
    }
    if (installation.get().isEmpty() || deployment.get().isEmpty() || component.get().isEmpty()) {
      return Optional.empty();
    }
    var boot = parts[6].substring(1);
    return Optional.of(
        new Mark(
            new OwnerTag(installation.get(), new DeploymentId(deployment.get()), component.get()),
            parts[2],
            member.get(),
            boot.isEmpty()
                ? Optional.empty()
                : Optional.of(Instant.ofEpochSecond(Long.parseLong(boot)))));
  }

  private static String region(CloudRegion region) {
    var name =
        region.region().project().map(p -> p.value() + "/").orElse("") + region.region().name();
    return Json.sha256(name.getBytes(StandardCharsets.UTF_8)).substring(0, 8);
  }

  private static String escape(String text) {
    var escaped = new StringBuilder();
    for (char c : text.toCharArray()) {
      escaped.append(
          PLAIN.matcher(String.valueOf(c)).matches()
              ? String.valueOf(c)
              : "_%04x".formatted((int) c));
    }
    return escaped.toString();
  }

  private static Optional<String> unescape(String text) {
    if (!ESCAPED.matcher(text).matches()) {
      return Optional.empty();
    }
    var plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '_') {
        plain.append((char) Integer.parseInt(text.substring(i + 1, i + 5), 16));
        i += 4;
      } else {
        plain.append(text.charAt(i));
      }
    }
    return Optional.of(plain.toString());
  }
}
