package io.sutler.catalog;

import io.sutler.domain.Refusal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Reads a bundle's files from zip bytes that nobody vouches for. */
final class ReadZip {
  private final byte[] zip;
  private final BundleLimits limits = new BundleLimits();
  private final Map<String, byte[]> files = new TreeMap<>();

  ReadZip(byte[] zip) {
    this.zip = zip;
  }

  Map<String, byte[]> read() {
    if (zip.length > Bundle.MAX_PACKED) {
      throw BundleLimits.tooLarge(
          "packed, it has " + zip.length + " bytes", Bundle.MAX_PACKED + " bytes");
    }
    Set<String> names = new HashSet<>();
    try (var in = new ZipInputStream(new ByteArrayInputStream(zip), StandardCharsets.UTF_8)) {
      for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        names.add(entry.getName());
        take(entry, in);
      }
    } catch (IOException | IllegalArgumentException e) {
      throw noZip();
    }
    var listed = ZipDirectory.read(zip);
    if (names.isEmpty() || !listed.names().equals(names)) {
      throw noZip();
    }
    if (!listed.links().isEmpty()) {
      var link = listed.links().iterator().next();
      throw BundleLimits.invalid(link, "the bundle holds a link: a bundle holds plain files only");
    }
    limits.done();
    return files;
  }

  private void take(ZipEntry entry, InputStream in) throws IOException {
    String name = entry.getName();
    if (entry.isDirectory()) {
      BundleLimits.refuseUnsafe(name.substring(0, name.length() - 1));
      return;
    }
    limits.file(name);
    var content = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      limits.content(n);
      content.write(buffer, 0, n);
    }
    files.put(name, content.toByteArray());
  }

  private static Refusal noZip() {
    return Refusal.invalid("", "the bundle is no intact zip file: pack it again");
  }
}
