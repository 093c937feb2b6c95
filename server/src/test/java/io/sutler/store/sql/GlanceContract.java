package io.sutler.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.domain.Binding;
import io.sutler.domain.Deployment;
import io.sutler.store.Finish;
import io.sutler.store.Glance;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** That no change of what a pass reads goes unseen by a glance. */
abstract class GlanceContract extends StoreContract {
  private static final Set<String> NUMBERS =
      Set.of("generation", "version", "created_at", "attempts", "retry_at", "changed_at");
  private static final Set<String> WHO_IT_IS = Set.of("id", "key", "project");

  GlanceContract(Database database) {
    super(database);
  }

  private Deployment made() {
    var d = installed("orders-db");
    store
        .passes()
        .finish(
            fence(d.key()),
            new Finish(
                d.key(),
                Optional.empty(),
                List.of(given.component("database"), given.component("web")),
                Set.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                false,
                false,
                0,
                Long.MAX_VALUE,
                0));
    return d;
  }

  private Glance glance(Deployment d) {
    var glances = store.passes().glance(List.of(d.key(), d.key() + 1_000));
    assertThat(glances).hasSize(1);
    return glances.getFirst();
  }

  @Test
  void a_glance_says_who_it_is_and_what_was_made_where() {
    var d = made();
    var glance = glance(d);
    assertThat(glance.key()).isEqualTo(d.key());
    assertThat(glance.id()).isEqualTo(d.id());
    assertThat(glance.project()).isEqualTo(demo.id());
    assertThat(glance.place()).isEqualTo("here");
    assertThat(glance.busy()).isTrue();
    assertThat(glance.made())
        .containsExactly(
            new Glance.Made("database", "process", "local"),
            new Glance.Made("web", "process", "local"));
    assertThat(glance(d)).isEqualTo(glance);
    assertThat(store.passes().glance(List.of())).isEmpty();
  }

  @Test
  void whatever_column_a_pass_reads_changes_the_print_does() throws Exception {
    var d = made();
    var changes = new java.util.ArrayList<String>();
    columns(DeploymentRows.COLUMNS.replace("d.", "")).stream()
        .filter(c -> !WHO_IT_IS.contains(c))
        .forEach(c -> changes.add("UPDATE deployment SET " + changed(c)));
    columns(ComponentRows.COLUMNS)
        .forEach(
            c -> changes.add("UPDATE component SET " + changed(c) + " WHERE name LIKE 'web%'"));
    changes.add("UPDATE work SET mark = mark + 1");
    changes.add("UPDATE work SET attempts = attempts + 1");
    changes.add("UPDATE project SET name = name || 'x'");
    changes.add("UPDATE component SET digest = NULL");
    changes.add("UPDATE component SET handle = NULL");
    changes.add("DELETE FROM component WHERE name = 'database'");
    var seen = new java.util.HashSet<Long>();
    seen.add(glance(d).print());
    try (var connection = database().connect();
        var statement = connection.createStatement()) {
      for (var change : changes) {
        statement.executeUpdate(change);
        assertThat(seen.add(glance(d).print())).as(change).isTrue();
      }
    }
  }

  @Test
  void what_a_provider_gives_counts_for_who_is_bound_to_it() throws Exception {
    var provider = installed("orders-db");
    var url = given.desired(Map.of(), new Binding("db", provider.id(), "url"));
    take(given.install(demo, "shop", url));
    var shop = deployment("shop");
    var before = glance(shop).print();
    try (var connection = database().connect();
        var statement = connection.createStatement()) {
      statement.executeUpdate(
          "UPDATE deployment SET observed = observed || ' ' WHERE key = " + provider.key());
    }
    assertThat(glance(shop).print()).isNotEqualTo(before);
  }

  private static List<String> columns(String list) {
    return Arrays.stream(list.split(",")).map(String::strip).toList();
  }

  private static String changed(String column) {
    return NUMBERS.contains(column)
        ? column + " = COALESCE(" + column + ", 0) + 1"
        : column + " = COALESCE(" + column + ", '') || 'x'";
  }
}
