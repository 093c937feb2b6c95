package io.sutler.catalog;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/**
 * A zip's own list of contents, at its end. Streaming readers never see it, yet it alone says which
 * entries are links, and tools that trust it must not see other files than we do.
 *
 * @param links names of entries that are no plain files to Unix
 */
record ZipDirectory(Set<String> names, Set<String> links) {
  private static final int END = 0x06054b50;
  private static final int ENTRY = 0x02014b50;
  private static final int END_LENGTH = 22;
  private static final int ENTRY_LENGTH = 46;
  private static final int PLAIN_FILE = 0x8000;
  private static final int DIRECTORY = 0x4000;

  /** Empty when there is none, or it is damaged. */
  static ZipDirectory read(byte[] zip) {
    var directory = new ZipDirectory(new HashSet<>(), new HashSet<>());
    var bytes = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
    try {
      for (int end = zip.length - END_LENGTH; end >= 0; end--) {
        if (bytes.getInt(end) == END) {
          int at = bytes.getInt(end + 16);
          while (at < end && bytes.getInt(at) == ENTRY) {
            at = directory.entry(bytes, at);
          }
          return directory;
        }
      }
    } catch (IndexOutOfBoundsException e) {
      return new ZipDirectory(Set.of(), Set.of());
    }
    return directory;
  }

  private int entry(ByteBuffer bytes, int at) {
    int length = Short.toUnsignedInt(bytes.getShort(at + 28));
    int rest =
        Short.toUnsignedInt(bytes.getShort(at + 30)) + Short.toUnsignedInt(bytes.getShort(at + 32));
    var name = new byte[length];
    bytes.get(at + ENTRY_LENGTH, name);
    String text = new String(name, StandardCharsets.UTF_8);
    names.add(text);
    int kind = (bytes.getInt(at + 38) >>> 16) & 0xF000;
    boolean madeOnUnix = bytes.get(at + 5) == 3;
    if (madeOnUnix && kind != 0 && kind != PLAIN_FILE && kind != DIRECTORY) {
      links.add(text);
    }
    return at + ENTRY_LENGTH + length + rest;
  }
}
