package io.sutler.catalog;

import io.sutler.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The files of one plan version, held in memory. Its identity is the digest of its content, however
 * it was zipped. Immutable.
 */
public final class Bundle {
  /** Limits: bytes packed and unpacked, and files. */
  public static final int MAX_PACKED = 10 << 20;

  public static final int MAX_UNPACKED = 50 << 20;
  public static final int MAX_FILES = 2_000;

  /** One file: path with {@code /}, relative to the bundle's root. */
  public record File(String path, long bytes, String sha256) {}

  private final SortedMap<String, byte[]> content;
  private final List<File> files;
  private final String digest;

  /**
   * @param content by path, checked by the caller; not copied
   */
  Bundle(Map<String, byte[]> content) {
    this.content = new TreeMap<>(content);
    List<File> list = new ArrayList<>();
    List<List<String>> identity = new ArrayList<>();
    this.content.forEach((path, bytes) -> {
      var file = new File(path, bytes.length, Json.sha256(bytes));
      list.add(file);
      identity.add(List.of(path, file.sha256()));
    });
    this.files = List.copyOf(list);
    this.digest = Json.digest(identity);
  }

  /**
   * Packs a directory; leaves out {@code .git} and {@code .DS_Store}.
   *
   * @throws io.sutler.domain.Refusal when it holds what a bundle may not
   * @throws UncheckedIOException when it cannot be read
   */
  public static Bundle pack(Path directory) {
    var bundle = new Bundle(new ReadDirectory(directory).read());
    int packed = bundle.zip().length;
    if (packed > MAX_PACKED) {
      throw BundleLimits.tooLarge("packed, it has " + packed + " bytes", MAX_PACKED + " bytes");
    }
    return bundle;
  }

  /**
   * Reads zip bytes from anybody.
   *
   * @throws io.sutler.domain.Refusal when it is no zip, too large, or holds what a bundle may not
   */
  public static Bundle read(byte[] zip) {
    return new Bundle(new ReadZip(zip).read());
  }

  /** Of a plan that needs no other file. */
  public static Bundle ofPlan(String text) {
    return new Bundle(Map.of(PlanParser.FILE, text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Hex SHA-256 over the sorted list of path and SHA-256 of content. */
  public String digest() {
    return digest;
  }

  /** Sorted by path. */
  public List<File> files() {
    return files;
  }

  public boolean has(String path) {
    return content.containsKey(path);
  }

  /** A copy of a file's content. */
  public Optional<byte[]> file(String path) {
    return Optional.ofNullable(content.get(path)).map(byte[]::clone);
  }

  /** The same files always give the same bytes. */
  public byte[] zip() {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (var file : content.entrySet()) {
        var entry = new ZipEntry(file.getKey());
        entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
        zip.putNextEntry(entry);
        zip.write(file.getValue());
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * Writes the files, read-only, those under {@code bin/} executable. {@code target} appears whole
   * or not at all; one that is there already is left as it is.
   *
   * @throws UncheckedIOException when it cannot be written; nothing is left behind then
   */
  public void unpack(Path target) {
    new UnpackBundle(content).into(target);
  }
}
