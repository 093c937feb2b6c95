package io.sutler.api;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.sutler.access.Caller;
import io.sutler.domain.Refusal;
import java.util.Optional;

/** One request, as an {@link Act} sees it. Used by one thread. */
public final class Ask {
  private final ServerRequest request;
  private final Optional<Caller> caller;
  private final int maxBody;
  private byte[] body = new byte[0];

  Ask(ServerRequest request, Optional<Caller> caller, int maxBody) {
    this.request = request;
    this.caller = caller;
    this.maxBody = maxBody;
  }

  /** Who is calling; on open routes there is none. */
  public Caller caller() {
    return caller.orElseThrow(() -> new IllegalStateException("an open route has no caller"));
  }

  /** The token that the request carries. */
  public String token() {
    return Serve.bearer(request).orElse("");
  }

  /** Through what the request came: v1, cli, ... */
  public String face() {
    return Serve.face(request);
  }

  /** A variable of the path's template. */
  public String path(String name) {
    return request.path().pathParameters().get(name);
  }

  /** The path as it came, without the query. */
  public String wholePath() {
    return request.prologue().uriPath().path();
  }

  /** The query as it came, without the question mark; may be empty. */
  public String queryText() {
    return request.query().rawValue();
  }

  public String method() {
    return request.prologue().method().text();
  }

  /** Where it comes from: for limits, not for trust. */
  public String address() {
    return request.remotePeer().host();
  }

  /** A query parameter; one that is given empty counts as absent. */
  public Optional<String> query(String name) {
    return request.query().first(name).asOptional().filter(v -> !v.isEmpty());
  }

  /**
   * @throws Refusal INVALID when it is neither true nor false
   */
  public boolean flag(String name, boolean otherwise) {
    return query(name)
        .map(text ->
            switch (text) {
              case "true" -> true;
              case "false" -> false;
              case String other -> throw Refusal.invalid("?" + name, name + " is true or false");
            })
        .orElse(otherwise);
  }

  /**
   * @throws Refusal INVALID when it is no whole number from {@code min} to {@code max}
   */
  public int number(String name, int min, int max, int otherwise) {
    return query(name)
        .map(text -> {
          try {
            int number = Integer.parseInt(text);
            if (number >= min && number <= max) {
              return number;
            }
          } catch (NumberFormatException notOne) {
            // told below
          }
          throw Refusal.invalid("?" + name, name + " is a number from " + min + " to " + max);
        })
        .orElse(otherwise);
  }

  public Optional<String> header(String name) {
    return request.headers().first(HeaderNames.create(name)).map(String::strip);
  }

  /** Whether the client would take this media type, named by itself. */
  public boolean wants(String mediaType) {
    return header("Accept").map(accept -> accept.contains(mediaType)).orElse(false);
  }

  /**
   * A JSON body.
   *
   * @throws Refusal INVALID with a pointer to what is wrong
   * @throws HttpRefusal 413, 415
   */
  public <T> T body(Class<T> type) {
    requireType("application/json", "application/merge-patch+json");
    body = RequestBody.read(request, maxBody);
    return RequestBody.parse(body, type);
  }

  /** As {@link #body(Class)}; empty when there is none. */
  public <T> Optional<T> bodyIfAny(Class<T> type) {
    return request.content().hasEntity() ? Optional.of(body(type)) : Optional.empty();
  }

  /** A body of another type, up to {@code max} bytes. */
  public byte[] bytes(String mediaType, int max) {
    requireType(mediaType);
    body = RequestBody.read(request, max);
    return body;
  }

  /** A body of whatever type, up to {@code max} bytes: for faces whose clients name none. */
  public byte[] anyBytes(int max) {
    body = RequestBody.read(request, max);
    return body.clone();
  }

  /** What was read of the body so far; empty before. */
  public byte[] bodyRead() {
    return body.clone();
  }

  private void requireType(String... allowed) {
    var given = header("Content-Type").orElse("").split(";", 2)[0].strip();
    for (var type : allowed) {
      if (type.equalsIgnoreCase(given)) {
        return;
      }
    }
    throw new HttpRefusal(
        415, "unsupported-media-type", "send the body as Content-Type: " + allowed[0]);
  }
}
