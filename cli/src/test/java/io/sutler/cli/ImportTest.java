package io.sutler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.sutler.cli.michman.DatabaseAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Addresses of Michman's database, and what is none. */
class ImportTest {
  @TempDir Path home;

  private Typed types(String from) {
    return new Typed.Person(home).answers("pw\n").types("import", "michman", "--from", from);
  }

  @Test
  void an_address_names_user_host_and_database() {
    var at = new DatabaseAddress("db", 3307, "mich", "michman");
    for (var prefix : List.of("mysql", "mariadb", "jdbc:mysql", "jdbc:mariadb")) {
      assertThat(DatabaseAddress.parse(prefix + "://mich@db:3307/michman")).isEqualTo(at);
    }
    assertThat(DatabaseAddress.parse("mysql://mich@db/michman").port()).isEqualTo(3306);
  }

  @Test
  void what_is_no_address_or_shows_a_password_is_refused() {
    for (var bad :
        List.of(
            "",
            "db",
            "couchbase://mich@db/x",
            "mysql://db/michman",
            "mysql://mich@db",
            "mysql://mich@db/a`; DROP TABLE x",
            "mysql://mich@db/a/b",
            "mysql://mich@/michman")) {
      var typed = types(bad);
      assertThat(typed.exit()).as(bad).isNotZero();
      assertThat(typed.err()).as(bad).contains("no address of a MySQL or MariaDB database");
    }
    assertThat(types("mysql://mich:pw@db/michman").err())
        .contains("an address with a password in it")
        .doesNotContain("Exception");
  }

  @Test
  void what_answers_and_is_no_database_is_told_in_one_sentence() throws Exception {
    for (var nonsense :
        List.of("HTTP/1.1 400 Bad Request\r\n\r\n", "", "\u0000\u0000\u0000\u0000")) {
      try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        var answering = Thread.ofVirtual().start(() -> answer(server, nonsense));
        var typed = types("mysql://m@127.0.0.1:" + server.getLocalPort() + "/michman");
        answering.join();
        assertThat(typed.exit()).isNotZero();
        assertThat(typed.err())
            .contains("no MySQL or MariaDB answers at")
            .doesNotContain("\tat ", "Exception in");
      }
    }
  }

  private static void answer(ServerSocket server, String text) {
    try (var client = server.accept()) {
      client.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      // the other side left
    }
  }

  private Typed configured(String config, String... more) throws IOException {
    Files.writeString(home.resolve("config.yaml"), config);
    var words = new ArrayList<>(List.of("import", "michman", "--michman-config"));
    words.add(home.resolve("config.yaml").toString());
    words.addAll(List.of(more));
    return new Typed.Person(home).types(words.toArray(String[]::new));
  }

  @Test
  void michmans_own_configuration_leads_to_its_database_by_either_version_of_its_vault()
      throws Exception {
    var fields =
        "{\"address\":\"127.0.0.1:1\",\"database\":\"mich\",\"user\":\"m\",\"password\":\"p-w\"}";
    var vault = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    answers(vault, "/v1/kv/mysql", "{\"data\":" + fields + "}");
    answers(vault, "/v1/secret/data/mysql", "{\"data\":{\"data\":" + fields + "}}");
    vault.start();
    try {
      var config =
          "vault_addr: http://127.0.0.1:%d\ntoken: root\nstorage: mysql\nmysql_key: "
              .formatted(vault.getAddress().getPort());
      for (var path : List.of("kv/mysql", "secret/mysql", "secret/data/mysql")) {
        var typed = configured(config + path + "\n");
        assertThat(typed.err()).contains("no MySQL or MariaDB answers at 127.0.0.1:1/mich");
        assertThat(typed.err()).doesNotContain("p-w");
      }
      assertThat(configured(config + "kv/none\n").err()).contains("there is no secret kv/none");
      assertThat(configured(config + "kv/mysql\n", "--from", "mysql://m@db/x").err())
          .contains("say once where");
      assertThat(configured(config + "kv/mysql\n", "--tls-ca", "/nowhere.pem").err())
          .contains("/nowhere.pem holds no certificates");
    } finally {
      vault.stop(0);
    }
    assertThat(configured("storage: couchbase\n").err()).contains("Couchbase, which is not read");
    assertThat(configured("vault_addr: http://127.0.0.1:1\n").err()).contains("says no token");
    assertThat(configured("a: [\n").err()).contains("no configuration of Michman");
    assertThat(configured("vault_addr: ftp://x\ntoken: t\nmysql_key: kv/m\n").err())
        .contains("the Vault at ftp://x does not answer");
  }

  private static void answers(HttpServer vault, String path, String body) {
    vault.createContext(
        path,
        exchange -> {
          try (exchange) {
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
          }
        });
  }
}
