package io.sutler.secret;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Set;

/** The forms in which tools print a secret that they were given. */
final class Disguises {
  /** Fewer characters of a base64 text would match by chance. */
  private static final int CORE = 8;

  private Disguises() {}

  static Set<String> of(String secret) {
    var forms = new LinkedHashSet<String>();
    forms.add(secret);
    var url = URLEncoder.encode(secret, StandardCharsets.UTF_8);
    forms.add(url);
    forms.add(url.replace("+", "%20"));
    forms.add(
        secret
            .replace("\\", "\\\\")
            .replace("\"", "\\\"")
            .replace("\n", "\\n")
            .replace("\r", "\\r")
            .replace("\t", "\\t"));
    secret.lines().map(String::strip).filter(line -> line.length() >= CORE).forEach(forms::add);
    addBase64(secret.getBytes(StandardCharsets.UTF_8), forms);
    return forms;
  }

  /**
   * What base64 makes of it at each of the three alignments that it can have within a longer text,
   * such as {@code user:secret}, without the characters that its neighbours share.
   */
  private static void addBase64(byte[] bytes, Set<String> forms) {
    for (int before = 0; before < 3; before++) {
      var padded = new byte[before + bytes.length];
      System.arraycopy(bytes, 0, padded, before, bytes.length);
      var text = Base64.getEncoder().withoutPadding().encodeToString(padded);
      int from = (before * 8 + 5) / 6;
      int to = padded.length * 8 / 6;
      if (to - from >= CORE) {
        var core = text.substring(from, to);
        forms.add(core);
        forms.add(core.replace('+', '-').replace('/', '_'));
      }
    }
  }
}
