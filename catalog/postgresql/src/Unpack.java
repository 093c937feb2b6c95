import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.zip.ZipFile;

/** Unpacks a backup into a new directory and writes it through to the disk. */
final class Unpack {
  public static void main(String[] arguments) throws IOException {
    var target = Path.of(arguments[1]).toAbsolutePath().normalize();
    var closed = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    Files.createDirectory(target, closed);
    try (var zip = new ZipFile(arguments[0])) {
      if (zip.getEntry("PG_VERSION") == null || zip.getEntry("backup_label") == null) {
        System.err.println(arguments[0] + " is no backup of this plan");
        System.exit(1);
      }
      for (var entries = zip.entries(); entries.hasMoreElements(); ) {
        var entry = entries.nextElement();
        var file = target.resolve(entry.getName()).normalize();
        if (!file.startsWith(target)) {
          throw new IOException("an entry of the backup points out of it: " + entry.getName());
        }
        Files.createDirectories(entry.isDirectory() ? file : file.getParent(), closed);
        if (!entry.isDirectory()) {
          try (var input = zip.getInputStream(entry)) {
            Files.copy(input, file);
          }
          Files.setPosixFilePermissions(file, Set.copyOf(PosixFilePermissions.fromString("rw-------")));
          try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(false);
          }
        }
      }
    }
  }
}
