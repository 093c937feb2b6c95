package io.sutler.api.michman;

import io.sutler.api.Ask;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * The one cookie of a browser: the text of its session or, with a prefix that no session has, what
 * it is to keep while it signs in elsewhere. No script sees it, no other site's forms send it.
 */
public final class Cookie {
  private static final String NAME = "session=";
  private static final String BEGUN = "begun.";
  private static final Duration WHILE_AWAY = Duration.ofMinutes(10);

  private Cookie() {}

  /** The text of a session that the request comes with; nobody has looked whether it is one. */
  public static Optional<String> session(Ask ask) {
    return value(ask).filter(text -> !text.startsWith(BEGUN));
  }

  static Optional<String> kept(Ask ask) {
    return value(ask).filter(t -> t.startsWith(BEGUN)).map(t -> t.substring(BEGUN.length()));
  }

  static Map<String, String> begun(Ask ask, String keep) {
    return set(ask, BEGUN + keep, WHILE_AWAY);
  }

  static Map<String, String> signedIn(Ask ask, String session, Duration lifetime) {
    return set(ask, session, lifetime);
  }

  static Map<String, String> gone(Ask ask) {
    return set(ask, "", Duration.ZERO);
  }

  private static Map<String, String> set(Ask ask, String text, Duration age) {
    // who claims TLS where there is none only keeps his own cookie to himself
    boolean secure = ask.header("X-Forwarded-Proto").filter("https"::equals).isPresent();
    return Map.of(
        "Set-Cookie",
        "%s%s; Path=/; Max-Age=%d; HttpOnly; SameSite=Lax%s"
            .formatted(NAME, text, age.toSeconds(), secure ? "; Secure" : ""));
  }

  private static Optional<String> value(Ask ask) {
    return ask.header("Cookie").stream()
        .flatMap(all -> Arrays.stream(all.split(";")))
        .map(String::strip)
        .filter(one -> one.startsWith(NAME) && one.length() > NAME.length())
        .map(one -> one.substring(NAME.length()))
        // some clients, Java's own too, send it in quotes
        .map(text -> text.replaceAll("^\"|\"$", ""))
        .findFirst();
  }
}
