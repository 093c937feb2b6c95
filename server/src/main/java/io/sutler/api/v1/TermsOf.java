package io.sutler.api.v1;

import io.sutler.api.Ask;
import io.sutler.domain.Refusal;
import io.sutler.intent.Commands.Terms;
import io.sutler.json.Json;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** How a command's request is to be taken: its headers. Read the body before. */
final class TermsOf {
  private static final Pattern ETAG = Pattern.compile("\"([0-9]{1,18})\"");

  private TermsOf() {}

  static Terms request(Ask ask) {
    return new Terms(
        ifMatch(ask),
        idempotencyKey(ask),
        bodyHash(ask),
        Words.duration(ask.query("deadline"), "?deadline").orElse(Terms.PLAIN.deadline()));
  }

  private static Optional<Long> ifMatch(Ask ask) {
    return ask.header("If-Match")
        .filter(tag -> !tag.equals("*"))
        .map(tag -> {
          var match = ETAG.matcher(tag);
          if (!match.matches()) {
            throw Refusal.invalid(
                "If-Match", "send the ETag as it was given, for example If-Match: \"3\"");
          }
          return Long.valueOf(match.group(1));
        });
  }

  private static Optional<String> idempotencyKey(Ask ask) {
    var key = ask.header("Idempotency-Key");
    if (key.filter(k -> k.isEmpty() || k.length() > 200).isPresent()) {
      throw Refusal.invalid("Idempotency-Key", "use 1 to 200 characters");
    }
    return key;
  }

  /** What must be the same for a key to be the same request: method, path, query and body. */
  private static String bodyHash(Ask ask) {
    var all = new ByteArrayOutputStream();
    all.writeBytes((ask.method() + " " + ask.wholePath() + "\n").getBytes(StandardCharsets.UTF_8));
    for (var name : new String[] {"retain", "destroyData"}) {
      all.writeBytes((ask.query(name).orElse("") + "\n").getBytes(StandardCharsets.UTF_8));
    }
    all.writeBytes(ask.bodyRead());
    return Json.sha256(all.toByteArray());
  }
}
