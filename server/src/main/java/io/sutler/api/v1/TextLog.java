package io.sutler.api.v1;

import io.sutler.domain.Failure;
import io.sutler.domain.LogChunk;
import io.sutler.domain.Step;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Writes a log as text. Used by one thread. */
final class TextLog implements LogSink {
  private final OutputStream out;

  TextLog(OutputStream out) {
    this.out = out;
  }

  /** A client that left is noticed by writing. */
  @Override
  public boolean open() {
    return true;
  }

  @Override
  public void chunk(LogChunk chunk) {
    write(chunk.text());
  }

  @Override
  public void failed(Step step, Failure why) {
    write("· " + step.component() + " failed (" + step.action() + "): " + why.message() + "\n");
  }

  private void write(String text) {
    try {
      out.write(text.getBytes(StandardCharsets.UTF_8));
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void quiet() {}
}
