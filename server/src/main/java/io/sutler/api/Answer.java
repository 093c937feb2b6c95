package io.sutler.api;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/** What is sent back. */
public sealed interface Answer {
  /**
   * @param body written by {@link io.sutler.json.Json}
   */
  record Data(int code, Object body, Map<String, String> headers) implements Answer {}

  /** No body. */
  record Empty(int code) implements Answer {}

  /** Bytes that are there already. */
  record Bytes(String type, byte[] body, Map<String, String> headers) implements Answer {}

  /** As {@link Bytes}, with a status of its own: for faces that shape their answers themselves. */
  record Raw(int code, String type, byte[] body, Map<String, String> headers) implements Answer {}

  /** Bytes as they come. */
  record Stream(String type, Writing writing) implements Answer {}

  /** Server-sent events until {@code telling} returns or the client leaves. */
  record Events(Telling telling) implements Answer {}

  /** Writes a body. */
  @FunctionalInterface
  interface Writing {
    void to(OutputStream out) throws IOException, InterruptedException;
  }

  /** Sends events. */
  @FunctionalInterface
  interface Telling {
    void to(EventLine line) throws InterruptedException;
  }

  static Answer ok(Object body) {
    return new Data(200, body, Map.of());
  }

  static Answer done() {
    return new Empty(204);
  }
}
