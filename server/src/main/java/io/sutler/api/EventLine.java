package io.sutler.api;

import java.io.UncheckedIOException;

/** An open stream of server-sent events. One thread at a time. */
public interface EventLine {
  /** False once the server stops: then return. */
  boolean open();

  /**
   * @param id what the client gives as Last-Event-ID to go on after this one; empty for none
   * @param data one JSON value
   * @throws UncheckedIOException when the client has left: let it pass
   */
  void send(String id, String name, Object data);

  /** Shows that the line is alive; call it every 15 s or so when there is nothing to tell. */
  void beat();
}
