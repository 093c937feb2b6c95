package io.sutler.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sutler.domain.Refusal;
import org.junit.jupiter.api.Test;

/** What people are told of a PostgreSQL that cannot be used. */
class PostgresUrlTest {
  private final TestClock clock = new TestClock();

  @Test
  void what_is_no_url_is_refused_with_a_form_to_follow() {
    assertThatThrownBy(() -> PostgresStore.open("mysql://x", "u", "p", clock))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("write jdbc:postgresql://");
  }

  @Test
  void what_does_not_answer_is_named_without_its_password() {
    assertThatThrownBy(() ->
            PostgresStore.open(
                "jdbc:postgresql://127.0.0.1:1/x?password=hush", "u", "secret", clock))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("jdbc:postgresql://127.0.0.1:1/x cannot be reached")
        .message()
        .doesNotContain("hush", "secret");
    assertThat(new PostgresUrl("jdbc:postgresql://h/x", "u", "secret").toString())
        .doesNotContain("secret");
  }

  @Test
  void commits_are_durable_where_the_database_would_give_them_up_for_speed() throws Exception {
    var database = new PostgresDatabase();
    database.empty();
    try (var session = database.url().connect(false)) {
      assertThat(session.first("SHOW synchronous_commit", row -> row.text())).contains("on");
    }
  }

  @Test
  void a_newer_database_is_refused() throws Exception {
    var database = new PostgresDatabase();
    database.empty();
    database.open(clock).close();
    try (var connection = database.connect();
        var statement = connection.createStatement()) {
      statement.execute("UPDATE meta SET value = '99' WHERE name = 'format'");
    }
    assertThatThrownBy(() -> database.open(clock)).hasMessageContaining("newer Sutler");
  }
}
