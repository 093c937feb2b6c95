package io.sutler.cloud.container;

import io.sutler.cloud.MachineOrder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** The keys that a machine is entered by, as an archive to be unpacked at its root. */
final class KeyFiles {
  private static final int PRIVATE_FOLDER = 040700;
  private static final int PRIVATE_FILE = 0100600;

  private KeyFiles() {}

  /** Empty when there is nothing to put there. */
  static Optional<byte[]> tar(MachineOrder order) {
    if (order.publicKeys().isEmpty()) {
      return Optional.empty();
    }
    var home = order.login().equals("root") ? "root" : "home/" + order.login();
    var bytes = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(bytes)) {
      add(tar, home + "/.ssh/", PRIVATE_FOLDER, new byte[0]);
      var lines = String.join("\n", order.publicKeys()) + "\n";
      add(
          tar,
          home + "/.ssh/authorized_keys",
          PRIVATE_FILE,
          lines.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Optional.of(bytes.toByteArray());
  }

  private static void add(TarArchiveOutputStream tar, String path, int mode, byte[] content)
      throws IOException {
    var entry = new TarArchiveEntry(path);
    entry.setMode(mode);
    entry.setSize(content.length);
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
  }
}
