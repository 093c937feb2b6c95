package io.sutler.driver.servers;

import io.sutler.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The name by which a member's machine is known on its network. */
final class HostName {
  private static final int LONGEST = 63;
  private static final int MARK = 6;

  private HostName() {}

  /** A DNS label, the same for ever, and unlike every other member's of the deployment. */
  static String of(String deployment, String member) {
    var plain = deployment + "-" + member;
    var safe =
        plain
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9-]+", "-")
            .replaceAll("-{2,}", "-")
            .replaceAll("^-|-$", "");
    if (safe.equals(plain) && safe.length() <= LONGEST) {
      return safe;
    }
    var mark = Json.sha256(plain.getBytes(StandardCharsets.UTF_8)).substring(0, MARK);
    var room = LONGEST - MARK - 1;
    var number = safe.substring(Math.max(safe.lastIndexOf('-'), 0));
    int head = Math.min(safe.length() - number.length(), room - number.length());
    return safe.substring(0, Math.max(head, 0)) + "-" + mark + number;
  }
}
