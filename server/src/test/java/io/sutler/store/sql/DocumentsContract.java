package io.sutler.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.domain.Document;
import io.sutler.domain.ProjectId;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Documents of dialects: names are taken once, changes meet what they were made from. */
abstract class DocumentsContract extends StoreContract {
  DocumentsContract(Database database) {
    super(database);
  }

  private static Document of(String id, Optional<ProjectId> project, String name) {
    return new Document("michman", "template", id, project, name, Map.of("a", 1), 0);
  }

  @Test
  void a_name_is_taken_once_within_its_project() {
    var documents = store.documents();
    assertThat(documents.create(of("1", Optional.empty(), "spark"))).isTrue();
    assertThat(documents.create(of("2", Optional.empty(), "spark"))).isFalse();
    assertThat(documents.create(of("1", Optional.empty(), "other"))).isFalse();
    assertThat(documents.create(of("2", Optional.of(demo.id()), "spark"))).isTrue();
    assertThat(documents.all("michman", "template")).extracting(Document::id).contains("1", "2");
    assertThat(documents.all("camp", "template")).isEmpty();
    assertThat(documents.byName("michman", "template", Optional.of(demo.id()), "spark"))
        .map(Document::id)
        .contains("2");
    assertThat(documents.remove("michman", "template", "1")).isTrue();
    assertThat(documents.remove("michman", "template", "1")).isFalse();
    assertThat(documents.byId("michman", "template", "1")).isEmpty();
  }

  @Test
  void a_change_of_an_older_state_or_to_a_taken_name_changes_nothing() {
    var documents = store.documents();
    documents.create(of("1", Optional.empty(), "spark"));
    documents.create(of("2", Optional.empty(), "slurm"));
    var first = documents.byId("michman", "template", "1").orElseThrow();
    assertThat(documents.replace(first.with(Map.of("a", 2L)))).isTrue();
    assertThat(documents.replace(first.with(Map.of("a", 3L)))).isFalse();
    var second = documents.byId("michman", "template", "2").orElseThrow();
    var taken =
        new Document(
            "michman", "template", "2", Optional.empty(), "spark", Map.of(), second.version());
    assertThat(documents.replace(taken)).isFalse();
    assertThat(documents.byId("michman", "template", "1").orElseThrow().body())
        .isEqualTo(Map.of("a", 2L));
    assertThat(documents.byId("michman", "template", "2")).contains(second);
  }
}
