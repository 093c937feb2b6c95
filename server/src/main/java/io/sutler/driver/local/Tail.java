package io.sutler.driver.local;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

/**
 * Follows a growing file of output. What goes beyond the first {@code HEAD} bytes is held back but
 * for the last {@code TAIL} bytes, and its disk space is given back while the program still writes.
 * Not thread-safe.
 */
public final class Tail implements AutoCloseable {
  static final int HEAD = 4 << 20;
  static final int TAIL = 256 << 10;
  private static final int PUNCH_EVERY = 8 << 20;
  private static final int MAX_TURNS = 1000;

  private final Path file;
  // no channel: an interrupt would close it, and the one that cancels must find the step's end
  private final RandomAccessFile content;
  private final Consumer<String> sink;
  private final boolean bound;
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);
  private final ByteBuffer bytes = ByteBuffer.allocate(64 << 10);
  private final CharBuffer chars = CharBuffer.allocate(64 << 10);
  private final Ring ring = new Ring(TAIL);
  private long position;
  private long given;
  private long held;
  private long punched;

  private Tail(Path file, long from, Consumer<String> sink, boolean bound) throws IOException {
    this.file = file;
    this.sink = sink;
    this.bound = bound;
    this.content = new RandomAccessFile(file.toFile(), "r");
    this.position = from;
    this.punched = from + HEAD;
  }

  /** Follows a step's output from its beginning and bounds it on disk. */
  public static Tail ofStep(Path file, Consumer<String> sink) throws IOException {
    return new Tail(file, 0, sink, true);
  }

  /** Follows a file that another bounds. */
  public static Tail from(Path file, long position, Consumer<String> sink) throws IOException {
    return new Tail(file, position, sink, false);
  }

  /** Passes on what came since, at most some 60 MB of it. */
  public void pump() throws IOException {
    var unused = pump(Long.MAX_VALUE);
  }

  /**
   * As {@link #pump()}, unless there is too much.
   *
   * @param most bytes on disk that were neither passed on nor given back
   * @return whether there never was more than that
   */
  boolean pump(long most) throws IOException {
    if (content.length() < position) {
      position = 0;
    }
    // a program that writes faster than this reads must not keep its deadline from being seen
    for (int turn = 0; turn < MAX_TURNS; turn++) {
      if (content.length() - Math.max(position, bound ? punched : 0) > most) {
        return false;
      }
      dropMiddle();
      int free = given < HEAD ? (int) Math.min(bytes.remaining(), HEAD - given) : bytes.remaining();
      content.seek(position);
      int count = content.read(bytes.array(), bytes.position(), free);
      if (count <= 0) {
        return true;
      }
      bytes.position(bytes.position() + count);
      position += count;
      ring.add(bytes.array(), bytes.position() - count, count);
      if (given < HEAD) {
        given += count;
        decode(false);
      } else {
        held += count;
        bytes.clear();
      }
      if (bound && position - punched >= PUNCH_EVERY) {
        giveBack();
      }
      if (count < free) {
        return true;
      }
    }
    return true;
  }

  /**
   * What lies between the first {@code HEAD} and the last {@code TAIL} bytes is not read: its disk
   * is given back however fast the program writes, and however slowly its head is passed on.
   */
  private void dropMiddle() throws IOException {
    long end = content.length() - TAIL;
    if (bound && end - punched >= PUNCH_EVERY && Linux.punchHole(file, punched, end - punched)) {
      punched = end;
    }
    if (given >= HEAD && position < punched) {
      held += punched - position;
      position = punched;
    }
  }

  /** Passes on what is left: the held back tail, and how much was dropped before it. */
  public void finish() throws IOException {
    do {
      pump();
    } while (content.length() > position);
    decode(true);
    if (held > 0) {
      long kept = Math.min(held, TAIL);
      if (held > kept) {
        sink.accept("\n[... " + (held - kept) + " bytes of output dropped ...]\n");
      }
      sink.accept(ring.last((int) kept));
    }
  }

  /** The last lines, for a failure's message. */
  public String lastLines() {
    return LastLines.of(ring.last(4096));
  }

  private void decode(boolean end) {
    bytes.flip();
    while (true) {
      var result = decoder.decode(bytes, chars, end);
      chars.flip();
      if (chars.hasRemaining()) {
        // holes of the file and other zeros; no store takes them
        sink.accept(chars.toString().replace("\0", ""));
      }
      chars.clear();
      if (result.isUnderflow()) {
        break;
      }
    }
    bytes.compact();
  }

  private void giveBack() throws IOException {
    if (!Linux.punchHole(file, punched, position - punched)) {
      try (var writable = FileChannel.open(file, StandardOpenOption.WRITE)) {
        writable.truncate(0);
      }
      position = 0;
    }
    punched = position;
  }

  @Override
  public void close() throws IOException {
    content.close();
  }
}
