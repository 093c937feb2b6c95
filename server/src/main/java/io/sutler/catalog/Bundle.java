package io.sutler.catalog;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The files of one plan version, held in memory. Its identity is the digest of its content, however
 * it was zipped. Immutable.
 */
public final class Bundle {
  /** One file: path with {@code /}, relative to the bundle's root. */
  public record File(String path, long bytes, String sha256) {}

  private Bundle() {}

  /**
   * Packs a directory; leaves out {@code .git} and {@code .DS_Store}.
   *
   * @throws io.sutler.domain.Refusal when it holds what a bundle may not
   */
  public static Bundle pack(Path directory) {
    throw new UnsupportedOperationException();
  }

  /**
   * Reads zip bytes from anybody.
   *
   * @throws io.sutler.domain.Refusal when it is no zip, too large, or holds what a bundle may not
   */
  public static Bundle read(byte[] zip) {
    throw new UnsupportedOperationException();
  }

  /** Hex SHA-256 over the sorted list of path and SHA-256 of content. */
  public String digest() {
    throw new UnsupportedOperationException();
  }

  /** Sorted by path. */
  public List<File> files() {
    throw new UnsupportedOperationException();
  }

  public boolean has(String path) {
    throw new UnsupportedOperationException();
  }

  /** A copy of a file's content. */
  public Optional<byte[]> file(String path) {
    throw new UnsupportedOperationException();
  }

  /** The same files always give the same bytes. */
  public byte[] zip() {
    throw new UnsupportedOperationException();
  }

  /**
   * Writes the files, read-only, those under {@code bin/} executable. {@code target} appears whole
   * or not at all; one that is there already is left as it is.
   */
  public void unpack(Path target) {
    throw new UnsupportedOperationException();
  }
}
