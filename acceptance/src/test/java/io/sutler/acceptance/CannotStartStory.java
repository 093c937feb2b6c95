package io.sutler.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What keeps the program from starting is one sentence that says what to do, and an exit code;
 * nothing of what was there is touched.
 */
class CannotStartStory {
  private static final Program QUICK =
      new Program(
          List.of(), List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"), Program.MAIN.main());

  @TempDir Path home;
  private Path data;

  @BeforeEach
  void oneThatHasRun() throws Exception {
    data = home.resolve("data");
    Files.createDirectories(home.resolve("no-plans"));
    try (var server = ServerProcess.await(data, QUICK.serve(data, settings()))) {
      assertThat(server.api().plain("/readyz")).startsWith("200");
      server.signal("TERM");
      server.ended(java.time.Duration.ofSeconds(20));
    }
  }

  private List<String> settings() {
    return List.of("--catalog", home.resolve("no-plans").toString());
  }

  private void refused(String sentence, String... words) throws Exception {
    refused(QUICK, sentence, words);
  }

  private void refused(Program program, String sentence, String... words) throws Exception {
    var before = bytes();
    var attempt = Attempt.at(program, List.of(words));
    assertThat(attempt.said())
        .as("one sentence, no stack trace")
        .startsWith("error: ")
        .contains(sentence)
        .hasLineCount(1);
    assertThat(attempt.code()).isIn(1, 2);
    assertThat(bytes()).isEqualTo(before);
  }

  private String[] serve(Path directory, String... more) {
    var words =
        new java.util.ArrayList<>(
            List.of("serve", "--data", directory.toString(), "--port", "0", "--catalog", "/none"));
    words.addAll(List.of(more));
    return words.toArray(String[]::new);
  }

  /** Digest of each file; the lock says who had it last. */
  private Map<String, String> bytes() throws Exception {
    var all = new TreeMap<String, String>();
    try (var files = Files.walk(home)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        if (!file.endsWith("sutler.lock") && !file.toString().endsWith(".log")) {
          var digest = java.security.MessageDigest.getInstance("SHA-256");
          all.put(
              file.toString(), HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file))));
        }
      }
    }
    return all;
  }

  @Test
  void a_file_in_the_way_of_the_data_directory() throws Exception {
    var file = Files.writeString(home.resolve("file"), "mine");
    refused("name another one with --data", serve(file));
    refused("name another one with --data", serve(file.resolve("below")));
  }

  @Test
  void a_data_directory_that_may_not_be_written() throws Exception {
    boolean root = System.getProperty("user.name").equals("root");
    assumeTrue(
        !root || Files.isExecutable(Path.of("/usr/bin/setpriv")),
        "as root this needs setpriv (util-linux): file modes stop root only without its rights");
    var program =
        root ? QUICK.after("setpriv", "--bounding-set=-dac_override,-dac_read_search") : QUICK;
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("r-x------"));
    try {
      refused(program, "may not be written", serve(data));
    } finally {
      Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  void a_data_directory_that_another_sutler_has() throws Exception {
    try (var server = ServerProcess.await(data, QUICK.serve(data, settings()))) {
      var attempt = Attempt.at(QUICK, List.of(serve(data)));
      assertThat(attempt.said()).contains("in use by another Sutler (pid ").hasLineCount(1);
      assertThat(attempt.code()).isEqualTo(1);
      assertThat(server.api().plain("/readyz")).startsWith("200");
    }
  }

  @Test
  void a_database_of_a_newer_sutler() throws Exception {
    sqlite("UPDATE meta SET value = '9999' WHERE name = 'format'");
    refused("written by a newer Sutler", serve(data));
    refused(
        "written by a newer Sutler",
        "backup",
        home.resolve("copy").toString(),
        "--data",
        data.toString());
    refused(
        "written by a newer Sutler",
        "restore",
        data.resolve("sutler.db").toString(),
        "--data",
        home.resolve("other").toString());
  }

  @Test
  void a_database_that_is_damaged() throws Exception {
    var file = data.resolve("sutler.db");
    try (var database = new RandomAccessFile(file.toFile(), "rw")) {
      database.setLength(database.length() / 2);
    }
    refused("is damaged: restore the newest backup", serve(data));
    Files.writeString(
        file, "this is no database at all, but long enough to be looked at".repeat(99));
    refused("is damaged: restore the newest backup", serve(data));
  }

  @Test
  void somebody_elses_database_in_the_data_directory() throws Exception {
    Files.delete(data.resolve("sutler.db"));
    sqlite("CREATE TABLE theirs (a INTEGER)");
    refused("not Sutler's", serve(data));
    sqlite("CREATE TABLE meta (what TEXT)");
    refused("not Sutler's", serve(data));
  }

  private void sqlite(String statement) throws SQLException {
    var url = "jdbc:sqlite:" + data.resolve("sutler.db");
    try (var connection = DriverManager.getConnection(url);
        var sql = connection.createStatement()) {
      sql.execute(statement);
    }
  }

  @Test
  void a_master_key_that_is_bad_missing_open_to_others_or_another() throws Exception {
    var key = data.resolve("master.key");
    var good = Files.readString(key);
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
    refused("chmod 600", serve(data));
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    Files.writeString(key, "short");
    refused("openssl rand -base64 32", serve(data));
    Files.writeString(key, "A".repeat(43) + "=");
    refused("not the one that this store's secrets are sealed with", serve(data));
    Files.delete(key);
    refused("is missing: put back the copy", serve(data));
    Files.writeString(key, good);
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    ServerProcess.await(data, QUICK.serve(data, settings())).close();
  }

  @Test
  void a_lost_master_key_may_be_given_up() throws Exception {
    Files.delete(data.resolve("master.key"));
    var forgotten = Attempt.at(QUICK, List.of("forget-key", "--data", data.toString()));
    assertThat(forgotten.code()).isZero();
    ServerProcess.await(data, QUICK.serve(data, settings())).close();
  }

  @Test
  void a_port_that_is_taken_and_an_address_that_is_not_ours() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      refused("is taken", serve(data, "--port", "" + taken.getLocalPort()));
    }
    refused("choose one with --host", serve(data, "--host", "192.0.2.1"));
  }

  @Test
  void a_store_that_is_no_postgresql_not_there_or_somebody_elses() throws Exception {
    refused("begin it with jdbc:postgresql://", serve(data, "--store", "jdbc:mysql://localhost/x"));
    refused("cannot be reached", serve(data, "--store", "jdbc:postgresql://127.0.0.1:1/x"));
    try (var database = EmbeddedPostgres.start()) {
      var url = database.getJdbcUrl("postgres", "postgres");
      var nowhere = url.replace("/postgres?", "/nowhere?");
      refused("does not exist", serve(data, "--store", nowhere, "--store-user", "postgres"));
      theirs(url, "CREATE TABLE theirs (a INTEGER)");
      refused("not Sutler's", serve(data, "--store", url, "--store-user", "postgres"));
      theirs(url, "CREATE TABLE meta (what TEXT)");
      refused("not Sutler's", serve(data, "--store", url, "--store-user", "postgres"));
    }
  }

  private static void theirs(String url, String statement) throws SQLException, IOException {
    try (var connection = DriverManager.getConnection(url);
        var sql = connection.createStatement()) {
      sql.execute(statement);
    }
  }
}
