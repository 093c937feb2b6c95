package io.sutler.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Michman's own tables in a real MariaDB are taken over, once. */
@EnabledIfSystemProperty(
    named = "sutler.real.mariadbd",
    matches = ".+",
    disabledReason = "no MariaDB: run acceptance/parts/prepare.sh --install")
class RealMichmanImportStory {
  private static final Path SCHEMA = Path.of("../../shared/cases/michman/sql/create_tables.sql");
  private static final String ROWS =
      """
      INSERT INTO image VALUES ('i1','ubuntu20.04','ubuntu','c0ffee');
      INSERT INTO flavor VALUES ('f1','m1.small',2,2048,50);
      INSERT INTO flavor SELECT CONCAT('x', seq), CONCAT('x', seq), 1, 1024, 10 FROM seq_1_to_300;
      INSERT INTO project VALUES
        ('p1','Readme','Read me','red','Über uns','ubuntu20.04','m1.small','m1.small','m1.small',NULL);
      INSERT INTO service_type VALUES ('t1','redis','a cache','6.2','stand-alone','6379');
      INSERT INTO service_type VALUES ('t2','hub','a hub','1','stand-alone',NULL);
      INSERT INTO service_version VALUES ('v1','6.2',NULL,NULL,'t1');
      INSERT INTO service_version VALUES ('v2','1',NULL,NULL,'t2');
      INSERT INTO service_config VALUES
        ('g1','threads','int','["1","2"]','1',0,NULL,'redis_threads',0,'v1');
      INSERT INTO service_dependency VALUES ('d1','redis','6.2',NULL,'v2');
      INSERT INTO dependency_to_version VALUES ('d1','v1');
      INSERT INTO service_port VALUES ('o1','6379','t1','main');
      INSERT INTO health_check VALUES ('h1','TCP','t1');
      INSERT INTO health_configs VALUES
        ('k1','port',NULL,'int','6379',0,'redis_check_port',0,'h1');
      INSERT INTO template VALUES ('m1','p1','small-Readme','small',1,'one worker');
      INSERT INTO cluster VALUES ('c1','cache-Readme','cache','','ACTIVE','',3,'10.1.2.3','p1',
        'old one','ubuntu20.04','["ssh-ed25519 AAAA a"]',0,'m1.small','m1.small','m1.small',NULL);
      INSERT INTO service VALUES
        ('s1','my-cache','redis','c1','{"threads":"2"}',NULL,'ACTIVE','6.2','10.1.2.3:6379',NULL);
      CREATE USER michman@'127.0.0.1' IDENTIFIED BY 'p w''d';
      GRANT SELECT ON michman.* TO michman@'127.0.0.1';
      """;
  @TempDir Path home;
  private Part mariadb;
  private ServerProcess server;
  private int port;

  record Ended(int code, String said) {}

  @BeforeEach
  void start() throws Exception {
    assumeThat(SCHEMA).as("Michman's own files are not beside this checkout").isRegularFile();
    port = Part.freePort();
    certificate("ca");
    certificate("other");
    var data = home.resolve("mysql");
    var made =
        run(
            List.of(
                "mariadb-install-db",
                "--no-defaults",
                "--user=root",
                "--auth-root-authentication-method=normal",
                "--skip-test-db",
                "--datadir=" + data),
            "");
    assertThat(made.code()).as(made.said()).isZero();
    mariadb =
        Part.start(
            home.resolve("mariadb.log"),
            List.of(
                System.getProperty("sutler.real.mariadbd", ""),
                "--no-defaults",
                "--user=root",
                "--datadir=" + data,
                "--port=" + port,
                "--bind-address=127.0.0.1",
                "--skip-name-resolve",
                "--ssl-cert=" + home.resolve("ca.pem"),
                "--ssl-key=" + home.resolve("ca.key"),
                "--pid-file=" + home.resolve("pid"),
                "--socket=" + home.resolve("s")));
    Awaitility.await("MariaDB answers")
        .atMost(Duration.ofSeconds(120))
        .ignoreExceptions() // the client may be gone before it was told anything
        .until(() -> sql("", "SELECT 1").code() == 0);
    assertThat(sql("", "CREATE DATABASE michman CHARACTER SET utf8mb4").code()).isZero();
    var schema = Files.readString(SCHEMA).replace("CREATE DATABASE michman;", "");
    var filled = sql("michman", schema + "\n" + ROWS);
    assertThat(filled.code()).as(filled.said()).isZero();
    server = ServerProcess.on(home.resolve("data"));
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.close();
    }
    if (mariadb != null) {
      mariadb.close();
    }
  }

  private void certificate(String name) throws Exception {
    var made =
        run(
            List.of(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=" + name,
                "-addext",
                "subjectAltName=IP:127.0.0.1",
                "-keyout",
                home.resolve(name + ".key").toString(),
                "-out",
                home.resolve(name + ".pem").toString()),
            "");
    assertThat(made.code()).as(made.said()).isZero();
  }

  @Test
  void a_database_that_lets_nobody_in_unencrypted_is_read_once_it_proves_itself() throws Exception {
    assertThat(sql("michman", "ALTER USER michman@'127.0.0.1' REQUIRE SSL").code()).isZero();
    var plain = imported("p w'd", "--dry-run");
    assertThat(plain.code()).as(plain.said()).isNotZero();
    var other = imported("p w'd", "--dry-run", "--tls-ca", home.resolve("other.pem").toString());
    assertThat(other.code()).isNotZero();
    assertThat(other.said()).contains("does not prove who it is").doesNotContain("\tat ");
    var right = imported("p w'd", "--dry-run", "--tls-ca", home.resolve("ca.pem").toString());
    assertThat(right.code()).as(right.said()).isZero();
    assertThat(right.said()).contains("would be taken");
  }

  private Ended sql(String database, String statements) throws Exception {
    var line =
        new ArrayList<>(List.of("mariadb", "--no-defaults", "--default-character-set=utf8mb4"));
    line.addAll(List.of("--socket=" + home.resolve("s"), "--user=root"));
    if (!database.isEmpty()) {
      line.add(database);
    }
    return run(line, statements);
  }

  private Ended run(List<String> line, String input) throws IOException, InterruptedException {
    var process = new ProcessBuilder(line).redirectErrorStream(true).start();
    try (var in = process.getOutputStream()) {
      in.write(input.getBytes(StandardCharsets.UTF_8));
    }
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    return new Ended(process.exitValue(), said);
  }

  private Ended imported(String password, String... more) throws Exception {
    var words =
        new ArrayList<>(
            List.of(
                "import", "michman", "--from", "mysql://michman@127.0.0.1:" + port + "/michman"));
    words.addAll(List.of(more));
    words.addAll(
        List.of("--server", server.api().server().toString(), "--token", server.api().token()));
    return run(Program.CLI.line(words), password + "\n");
  }

  private String michman(String path) throws Exception {
    return new WebClient()
        .get(
            server.api().server().resolve("/michman" + path),
            "Authorization",
            "Bearer " + server.api().token())
        .body();
  }

  @Test
  void its_tables_are_taken_over_once_and_what_stands_is_only_shown() throws Exception {
    var dry = imported("p w'd", "--dry-run");
    assertThat(dry.code()).as(dry.said()).isZero();
    assertThat(dry.said())
        .contains("would be taken", "cache-Readme", "Readme", "redis", "m1.small");
    assertThat(michman("/projects/Readme")).contains("does not exist");

    var first = imported("p w'd");
    assertThat(first.code()).as(first.said()).isZero();
    assertThat(first.said()).contains("{taken=307}");
    // description and image are not confused, as they are by the original
    assertThat(michman("/projects/p1"))
        .contains(
            "\"Description\":\"Über uns\"", "\"DefaultImage\":\"ubuntu20.04\"", "\"ID\":\"p1\"");
    assertThat(michman("/projects/Readme/clusters/cache-Readme"))
        .contains(
            "\"EntityStatus\":\"ACTIVE\"",
            "\"MasterIP\":\"10.1.2.3\"",
            "\"NSlaves\":3",
            "\"threads\":\"2\"",
            "ssh-ed25519 AAAA a");
    assertThat(michman("/projects/Readme/clusters")).contains("cache-Readme");
    assertThat(michman("/configs/hub/versions")).contains("\"ServiceVersions\":[\"6.2\"]");
    assertThat(michman("/configs/redis?view=full"))
        .contains("redis_threads", "\"AccessPort\":6379", "redis_check_port");
    assertThat(michman("/projects/Readme/templates")).contains("small-Readme");
    assertThat(server.api().get("/projects/readme/deployments").body().path("items")).isEmpty();

    var second = imported("p w'd");
    assertThat(second.code()).as(second.said()).isZero();
    assertThat(second.said()).contains("{there already=307}");
    assertThat(server.said()).doesNotContain("p w'd");
  }

  @Test
  void what_is_wrong_is_one_sentence() throws Exception {
    var wrong = imported("other");
    assertThat(wrong.code()).isNotZero();
    assertThat(wrong.said()).contains("refuses", "Access denied").doesNotContain("\tat ");
    assertThat(sql("michman", "DROP TABLE dependency_to_version").code()).isZero();
    var half = imported("p w'd");
    assertThat(half.code()).isNotZero();
    assertThat(half.said())
        .contains("table dependency_to_version cannot be read", "create_tables.sql")
        .doesNotContain("\tat ");
    var seen =
        run(
            Program.CLI.line(
                List.of("import", "michman", "--from", "mysql://michman:pw@127.0.0.1/michman")),
            "");
    assertThat(seen.said()).contains("an address with a password in it");
    var away =
        run(
            Program.CLI.line(
                List.of("import", "michman", "--from", "mysql://m@127.0.0.1:1/michman")),
            "x\n");
    assertThat(away.said()).contains("no MySQL or MariaDB answers at 127.0.0.1:1/michman");
  }
}
