package io.sutler.cli.verb;

import io.sutler.cli.terminal.Mishap;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Packs a plan's directory as the server takes it. */
final class Bundle {
  private static final long MAX_UNPACKED = 50L * 1024 * 1024;
  private static final int MAX_PACKED = 10 * 1024 * 1024;
  private static final int MAX_FILES = 2_000;

  private Bundle() {}

  /**
   * Hidden files and editors' copies stay behind.
   *
   * @throws Mishap when it is no bundle, too large, or has links
   */
  static byte[] pack(Path directory) {
    if (!Files.isRegularFile(directory.resolve("plan.yaml"))) {
      throw Mishap.usage(
          "there is no plan.yaml in " + directory, "begin one with: sutler author init NAME");
    }
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (var file : files(directory)) {
        var entry = new ZipEntry(directory.relativize(file).toString().replace('\\', '/'));
        entry.setTime(0);
        zip.putNextEntry(entry);
        Files.copy(file, zip);
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw Mishap.usage(directory + " cannot be packed: " + e.getMessage());
    }
    if (bytes.size() > MAX_PACKED) {
      throw Mishap.usage(
          directory + " is larger than 10 MB packed", "let its scripts fetch what is large");
    }
    return bytes.toByteArray();
  }

  private static List<Path> files(Path directory) throws IOException {
    try (var all = Files.walk(directory)) {
      var files =
          all.filter(f -> !Files.isDirectory(f))
              .filter(f -> belongs(directory.relativize(f)))
              .sorted()
              .toList();
      long size = 0;
      for (var file : files) {
        if (!Files.isRegularFile(file, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
          throw Mishap.usage(
              file + " is no plain file",
              "a bundle has no links and no devices: put the file itself there");
        }
        size += Files.size(file);
      }
      if (files.size() > MAX_FILES || size > MAX_UNPACKED) {
        throw Mishap.usage(
            directory
                + " has "
                + files.size()
                + " files of "
                + size
                + " bytes: 2,000 and 50 MB are the most");
      }
      return files;
    }
  }

  private static boolean belongs(Path file) {
    for (var part : file) {
      var name = part.toString();
      if (name.startsWith(".") || name.endsWith("~") || name.equals("__pycache__")) {
        return false;
      }
    }
    return true;
  }
}
