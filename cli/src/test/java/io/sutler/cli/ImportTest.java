package io.sutler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.cli.michman.DatabaseAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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
}
