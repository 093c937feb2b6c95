import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Asks the server on this machine; port, database, user and password are lines of the input. */
final class Client {
  /** What a copy of a running server leaves out: it is made anew at the start. */
  private static final Set<String> EMPTIED =
      Set.of("pg_dynshmem", "pg_notify", "pg_replslot", "pg_serial", "pg_snapshots", "pg_stat_tmp", "pg_subtrans", "pg_wal");

  private static final Set<String> LEFT_OUT = Set.of("postmaster.pid", "postmaster.opts", "sutler.next");

  public static void main(String[] arguments) throws IOException {
    try (var connection = connect()) {
      switch (arguments[0]) {
        case "answers" -> System.out.println(text(connection, "SELECT 42"));
        case "backup" -> backup(connection, Path.of(arguments[1]), Path.of(arguments[2]));
        default -> throw new IllegalArgumentException(arguments[0]);
      }
    } catch (SQLException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  private static Connection connect() throws IOException, SQLException {
    var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    var url = "jdbc:postgresql://127.0.0.1:" + input.readLine() + "/" + input.readLine();
    var properties = new Properties();
    properties.setProperty("user", input.readLine());
    properties.setProperty("password", input.readLine());
    properties.setProperty("connectTimeout", "5");
    properties.setProperty("sslmode", "disable");
    properties.setProperty("gssEncMode", "disable");
    return new org.postgresql.Driver().connect(url, properties);
  }

  /** The server keeps the log that the copy needs for as long as this connection lives. */
  private static void backup(Connection connection, Path data, Path file) throws IOException, SQLException {
    boolean renamed = Integer.parseInt(text(connection, "SHOW server_version_num")) >= 150000;
    text(connection, "SELECT pg_create_physical_replication_slot('sutler_backup', true, true)::text");
    var start = text(connection, renamed
        ? "SELECT pg_walfile_name(pg_backup_start('sutler', true))"
        : "SELECT pg_walfile_name(pg_start_backup('sutler', true, false))");
    try (var zip = new ZipOutputStream(Files.newOutputStream(file), StandardCharsets.UTF_8)) {
      zip.setLevel(Deflater.BEST_SPEED);
      addAll(zip, data);
      var stop = renamed ? "SELECT labelfile FROM pg_backup_stop(false)" : "SELECT labelfile FROM pg_stop_backup(false, false)";
      var label = text(connection, stop);
      var end = text(connection, "SELECT pg_walfile_name(pg_switch_wal())");
      for (var segment : Files.list(data.resolve("pg_wal")).sorted().toList()) {
        var name = segment.getFileName().toString();
        // Segment names are timeline and position in hexadecimal: what counts is the position.
        if (name.matches("[0-9A-F]{24}") && name.compareTo(start) >= 0 && name.compareTo(end) <= 0) {
          add(zip, data, segment);
        } else if (name.endsWith(".history")) {
          add(zip, data, segment);
        }
      }
      zip.putNextEntry(new ZipEntry("backup_label"));
      zip.write(label.getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
    }
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    System.out.println(Files.size(file) + " bytes");
  }

  private static void addAll(ZipOutputStream zip, Path data) throws IOException {
    Files.walkFileTree(data, new SimpleFileVisitor<>() {
      @Override
      public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) throws IOException {
        if (directory.equals(data)) {
          return FileVisitResult.CONTINUE;
        }
        zip.putNextEntry(new ZipEntry(data.relativize(directory) + "/"));
        boolean emptied = EMPTIED.contains(data.relativize(directory).toString());
        return emptied ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult visitFile(Path each, BasicFileAttributes attributes) throws IOException {
        var name = each.getFileName().toString();
        if (!LEFT_OUT.contains(name) && !name.startsWith("pgsql_tmp") && attributes.isRegularFile()) {
          add(zip, data, each);
        }
        return FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult visitFileFailed(Path each, IOException e) throws IOException {
        if (e instanceof NoSuchFileException) {
          return FileVisitResult.CONTINUE; // a table was dropped meanwhile; the log knows
        }
        throw e;
      }
    });
  }

  private static void add(ZipOutputStream zip, Path data, Path file) throws IOException {
    try (var input = Files.newInputStream(file)) {
      zip.putNextEntry(new ZipEntry(data.relativize(file).toString()));
      input.transferTo(zip);
    } catch (NoSuchFileException e) {
      return; // dropped meanwhile; the log knows
    }
  }

  private static String text(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }
}
