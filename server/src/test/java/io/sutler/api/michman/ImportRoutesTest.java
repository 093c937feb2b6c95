package io.sutler.api.michman;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Rows of Michman's tables, some of them spoilt: one does not keep the others back. */
class ImportRoutesTest extends OneFace {
  private static final String ROWS =
      """
      {"image":[{"ID":"i1","Name":"Ubuntu 20.04 LTS","AnsibleUser":"ubuntu","CloudImageId":"c0"},
                {"ID":"i2","AnsibleUser":"ubuntu"}],
       "flavor":[{"ID":"f1","Name":"m","VCPUs":"2","RAM":"2048","Disk":"50"},
                 {"ID":"f2","Name":"bad","VCPUs":"two","RAM":"1","Disk":"1"}],
       "service_type":[
         {"ID":"t1","Type":"redis","Class":"stand-alone","DefaultVersion":"6","AccessPort":null},
         {"ID":"t2","Type":"hub","Class":"stand-alone","DefaultVersion":"1"}],
       "service_version":[{"ID":"v1","Version":"6","ServiceTypeID":"t1"},
                          {"ID":"v2","Version":"1","ServiceTypeID":"t2"}],
       "service_config":[{"ID":"g1","ParameterName":"p","Type":"int","PossibleValues":"1, 2",
                          "VersionID":"v2"}],
       "project":[{"ID":"p1","Name":"Lab","DisplayName":"Lab","DefaultImage":"Ubuntu 20.04 LTS"},
                  {"ID":"p2","Name":"lab","DisplayName":"lab"},
                  {"ID":"p3","Name":"no name","DisplayName":"x"}],
       "template":[{"ID":"m1","ProjectID":"p1","Name":"a-Lab","DisplayName":"a"},
                   {"ID":"m2","Name":"b-common","DisplayName":"b"}],
       "cluster":[{"ID":"c1","Name":"a-Lab","ProjectID":"p1","NSlaves":"1","SSH_Keys":"null"},
                  {"ID":"c2","Name":"b-Lab","ProjectID":"p1","NSlaves":"1","SSH_Keys":"none"},
                  {"ID":"c3","Name":"c-Lab","ProjectID":"p9","NSlaves":"1"},
                  {"ID":"c4","Name":"d-x","ProjectID":"p3","NSlaves":"1"}],
       "service":[{"ID":"s1","Type":"gone","ClusterRef":"c1","Config":null}]}\
      """;

  private static String outcome(JsonNode items, String kind, String name) {
    return StreamSupport.stream(items.spliterator(), false)
        .filter(i -> i.path("kind").asText().equals(kind) && i.path("name").asText().equals(name))
        .map(i -> i.path("outcome").asText() + " " + i.path("why").asText())
        .findFirst()
        .orElse("not told");
  }

  @Test
  void what_cannot_be_taken_is_named_and_keeps_nothing_else_back() throws Exception {
    var items = michman.post("/import", ROWS).is(200).data();
    assertThat(outcome(items, "image", "Ubuntu 20.04 LTS")).isEqualTo("taken ");
    assertThat(michman.get("/images/i1").data().path("Name").asText())
        .isEqualTo("Ubuntu 20.04 LTS");
    assertThat(michman.get("/flavors/f1").data().path("Name").asText()).isEqualTo("m");
    assertThat(outcome(items, "image", "")).startsWith("refused use 1 to 200");
    assertThat(outcome(items, "flavor", "m")).isEqualTo("taken ");
    assertThat(outcome(items, "flavor", "bad")).startsWith("refused column VCPUs holds no number");
    assertThat(outcome(items, "service type", "redis")).isEqualTo("taken ");
    assertThat(outcome(items, "service type", "hub")).startsWith("refused a column that should");
    assertThat(outcome(items, "project", "Lab")).isEqualTo("taken ");
    assertThat(outcome(items, "project", "lab"))
        .isEqualTo("refused project with this name or id (Lab) already exists");
    assertThat(outcome(items, "project", "no name")).startsWith("refused ");
    assertThat(outcome(items, "template", "a-Lab")).isEqualTo("taken ");
    assertThat(outcome(items, "template", "b-common")).isEqualTo("taken ");
    assertThat(outcome(items, "cluster", "a-Lab")).isEqualTo("taken ");
    assertThat(outcome(items, "cluster", "b-Lab")).startsWith("refused a column that should");
    assertThat(outcome(items, "cluster", "c-Lab")).contains("project with this name or id (p9)");
    assertThat(outcome(items, "cluster", "d-x")).contains("project with this name or id (no name)");
    var clusters = michman.get("/projects/Lab/clusters").is(200).data();
    assertThat(clusters).hasSize(1);
    assertThat(clusters.at("/0/Services/0/Type").asText()).isEqualTo("gone");
    var again = michman.post("/import", ROWS).is(200).data();
    assertThat(outcome(again, "cluster", "a-Lab")).isEqualTo("there already ");
    assertThat(outcome(again, "project", "Lab")).isEqualTo("there already ");
  }

  @Test
  void what_are_no_rows_is_refused_whole() throws Exception {
    for (var bad :
        new String[] {
          "",
          "[]",
          "null",
          "{\"image\":null}",
          "{\"image\":[null]}",
          "{\"image\":{}}",
          "{\"image\":[[]]}"
        }) {
      michman.post("/import", bad).fault(200, 400, "incorrect json format");
    }
    assertThat(michman.post("/import", "{}").is(200).data().asText()).isEqualTo("No data");
  }
}
