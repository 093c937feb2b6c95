package io.sutler.api;

import java.util.Map;

/** A refusal for reasons that only HTTP knows: method, media type, size, rate. */
public final class HttpRefusal extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final int status;
  private final String code;
  private final transient Map<String, String> headers;

  /**
   * @param code stable and kebab-case
   * @param sentence says what to do next
   */
  public HttpRefusal(int status, String code, String sentence, Map<String, String> headers) {
    super(sentence, null, false, false);
    this.status = status;
    this.code = code;
    this.headers = Map.copyOf(headers);
  }

  public HttpRefusal(int status, String code, String sentence) {
    this(status, code, sentence, Map.of());
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }

  Map<String, String> headers() {
    return headers;
  }

  String sentence() {
    return String.valueOf(getMessage());
  }
}
