package io.sutler.driver.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** The end of a log, short enough for a sentence. */
public final class LastLines {
  private static final int LINES = 5;
  private static final int LENGTH = 600;
  private static final int READ = 4096;

  private LastLines() {}

  /** At most five lines and 600 characters, joined by {@code " | "}. */
  public static String of(String text) {
    List<String> lines =
        text.lines()
            .map(line -> line.replaceAll("\\p{Cntrl}", " ").strip())
            .filter(line -> !line.isEmpty())
            .toList();
    var joined = String.join(" | ", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
    return joined.length() <= LENGTH ? joined : "..." + joined.substring(joined.length() - LENGTH);
  }

  /** Of what a file holds beyond {@code from}; empty when it cannot be read. */
  public static String of(Path file, long from) {
    try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
      var buffer = ByteBuffer.allocate(READ);
      int count = channel.read(buffer, Math.max(from, channel.size() - READ));
      return of(new String(buffer.array(), 0, Math.max(0, count), StandardCharsets.UTF_8));
    } catch (IOException e) {
      return "";
    }
  }
}
