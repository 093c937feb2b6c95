package io.sutler.store.sql;

import io.sutler.domain.Refusal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps a second process out of a data directory. The system gives it up with the process. */
final class DataLock implements AutoCloseable {
  private static final String NAME = "sutler.lock";
  private final FileChannel channel;

  private DataLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * @throws Refusal with a sentence when another process has it, or the directory is unwritable
   */
  static DataLock take(Path directory) {
    try {
      Files.createDirectories(directory);
      var channel =
          FileChannel.open(
              directory.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!lock(channel)) {
        channel.close();
        throw inUse(directory);
      }
      channel.truncate(0);
      var pid = Long.toString(ProcessHandle.current().pid());
      channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)));
      return new DataLock(channel);
    } catch (IOException e) {
      throw new Refusal(
          Refusal.Kind.UNAVAILABLE,
          "read-only",
          "data directory "
              + directory
              + " cannot be written ("
              + e.getMessage()
              + "): check its owner and mount, or name another one");
    }
  }

  private static boolean lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private static Refusal inUse(Path directory) throws IOException {
    var pid = Files.readString(directory.resolve(NAME)).strip();
    return new Refusal(
        Refusal.Kind.UNAVAILABLE,
        "data-in-use",
        "data directory " + directory + " is in use by another Sutler (pid " + pid + ")");
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
