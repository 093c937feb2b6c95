package io.sutler.api;

import io.sutler.domain.Refusal;
import io.sutler.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Errors as RFC 9457 problem documents.
 *
 * @param requestId also in the server's log
 */
record Problems(String requestId) {
  static final String TYPE = "application/problem+json";

  /**
   * A problem, ready to be sent.
   *
   * @param headers to go with it
   */
  record Problem(int status, byte[] body, Map<String, String> headers) {}

  Problem of(Refusal refusal) {
    int status = status(refusal.kind());
    return problem(
        status,
        refusal.code(),
        refusal.sentence(),
        refusal.faults(),
        refusal.details(),
        headers(refusal));
  }

  Problem of(HttpRefusal refusal) {
    return problem(
        refusal.status(),
        refusal.code(),
        refusal.sentence(),
        List.of(),
        Map.of(),
        refusal.headers());
  }

  /** For what nobody foresaw: says nothing of its cause, which is in the log. */
  Problem unforeseen() {
    return problem(
        500,
        "internal",
        "this is a fault of the server: try again, and give its operator the id " + requestId,
        List.of(),
        Map.of(),
        Map.of());
  }

  private static int status(Refusal.Kind kind) {
    return switch (kind) {
      case INVALID -> 400;
      case UNAUTHENTICATED -> 401;
      case FORBIDDEN, OVER_QUOTA -> 403;
      case NOT_FOUND -> 404;
      case CONFLICT -> 409;
      case STALE -> 412;
      case TOO_LARGE -> 413;
      case KEY_REUSED, UNPROCESSABLE -> 422;
      case TOO_MANY -> 429;
      case UNAVAILABLE -> 503;
    };
  }

  private static Map<String, String> headers(Refusal refusal) {
    return switch (refusal.kind()) {
      case UNAUTHENTICATED -> Map.of("WWW-Authenticate", "Bearer realm=\"sutler\"");
      case TOO_MANY, UNAVAILABLE ->
          Map.of("Retry-After", String.valueOf(refusal.details().getOrDefault("retryAfter", "1")));
      case INVALID,
          FORBIDDEN,
          NOT_FOUND,
          CONFLICT,
          STALE,
          OVER_QUOTA,
          KEY_REUSED,
          UNPROCESSABLE,
          TOO_LARGE ->
          Map.of();
    };
  }

  private Problem problem(
      int status,
      String code,
      String sentence,
      List<Refusal.Fault> faults,
      Map<String, Object> details,
      Map<String, String> headers) {
    var body = new LinkedHashMap<String, Object>();
    body.put("type", "about:blank");
    body.put("title", title(status));
    body.put("status", status);
    body.put("code", code);
    body.put("detail", sentence);
    body.put("errors", faults);
    body.put("details", details);
    body.put("requestId", requestId);
    return new Problem(status, Json.write(body).getBytes(StandardCharsets.UTF_8), headers);
  }

  private static String title(int status) {
    return io.helidon.http.Status.create(status).reasonPhrase();
  }
}
