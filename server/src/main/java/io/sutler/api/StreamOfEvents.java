package io.sutler.api;

import io.sutler.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;

/**
 * Server-sent events over a response's body. Helidon's own sink cannot send a comment without data.
 */
final class StreamOfEvents implements EventLine {
  private final OutputStream out;
  private final BooleanSupplier open;

  StreamOfEvents(OutputStream out, BooleanSupplier open) {
    this.out = out;
    this.open = open;
  }

  @Override
  public boolean open() {
    return open.getAsBoolean();
  }

  @Override
  public void send(String id, String name, Object data) {
    // JSON as we write it has no line breaks: one data line holds it
    write((id.isEmpty() ? "" : "id:" + id + "\n") + "event:" + name + "\ndata:" + Json.write(data));
  }

  @Override
  public void beat() {
    write(":");
  }

  private void write(String block) {
    try {
      out.write((block + "\n\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
