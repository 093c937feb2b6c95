package io.sutler.api.michman;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Service types with one thing about them changed: which are taken, and what a change leaves. */
class ServiceTypeRulesTest extends OneFace {
  private static final String TYPE =
      """
      {"Type":"%s","Class":"stand-alone","DefaultVersion":"1",
       "Versions":[{"Version":"1","Configs":[{"ParameterName":"p",%s}]}]}\
      """;

  private Client.Reply upload(String name, String config) throws Exception {
    return michman.post("/configs", TYPE.formatted(name, config));
  }

  @Test
  void possible_values_ask_for_a_default_among_them() throws Exception {
    upload("none", "\"Type\":\"string\",\"PossibleValues\":[\"a\",\"b\"]")
        .fault(300, 400, "default value must be set");
    upload("empty", "\"Type\":\"string\",\"PossibleValues\":[\"\",\"b\"],\"DefaultValue\":\"b\"")
        .fault(300, 400, "config possible value is empty");
    upload("other", "\"Type\":\"int\",\"PossibleValues\":[\"1\"],\"DefaultValue\":\"2\"")
        .fault(300, 400, "value is not supported");
    upload("no", "\"Type\":\"string\",\"PossibleValues\":[],\"DefaultValue\":\"b\"").is(201);
  }

  @Test
  void blanks_in_lists_make_no_difference() throws Exception {
    var list =
        "\"Type\":\"string\",\"IsList\":true,\"PossibleValues\":[\"[\\\"a\\\", \\\"b\\\"]\",%s],"
            + "\"DefaultValue\":\"[\\\"a\\\",\\\"b\\\"]\"";
    upload("two", list.formatted("\"[\\\"c\\\"]\"")).is(201);
    upload("same", list.formatted("\"[\\\"a\\\",\\\"b\\\"]\"")).fault(300, 400, "repeated");
  }

  @Test
  void a_default_list_may_be_written_in_single_quotes() throws Exception {
    var list = "\"Type\":\"%s\",\"IsList\":true,\"DefaultValue\":\"['numpy','mnist']\"";
    var made = upload("tf", list.formatted("string")).is(201).data();
    assertThat(made.at("/Versions/0/Configs/0/DefaultValue").asText())
        .isEqualTo("['numpy','mnist']");
    assertThat(Values.data("string", true, "['numpy','mnist']")).asString().contains("[numpy, mni");
    assertThat(Values.fits("string", true, "['numpy']")).as("what users say is JSON").isFalse();
    upload("ints", list.formatted("int")).fault(300, 400, "has incorrect value type");
  }

  @Test
  void a_taken_name_is_told_before_all_else() throws Exception {
    upload("x", "\"Type\":\"int\"").is(201);
    upload("x", "\"Type\":\"bad\"").fault(600, 400, "service type with this name or id (x)");
  }

  @Test
  void what_is_generated_cannot_be_changed() throws Exception {
    upload("x", "\"Type\":\"int\",\"DefaultValue\":\"1\"").is(201);
    var config = "/configs/x/versions/1/configs/p";
    for (var field : new String[] {"ID", "ParameterName", "AnsibleVarName"}) {
      michman.put(config, "{\"" + field + "\":\"y\"}").fault(700, 400, field);
    }
    assertThat(michman.get(config).data().path("AnsibleVarName").asText()).isEqualTo("x_p");
    michman
        .post("/configs/x/versions/1/configs", "{\"ParameterName\":\"p\",\"Type\":\"int\"}")
        .fault(600, 400, "service type version config with this name or id (p) already exists");
  }

  private static String ports(JsonNode type) {
    return StreamSupport.stream(type.path("Ports").spliterator(), false)
        .map(p -> p.path("Port").asText() + p.path("Description").asText())
        .toList()
        .toString();
  }

  @Test
  void a_change_adds_ports_and_versions_and_takes_none_away() throws Exception {
    upload("x", "\"Type\":\"int\"").is(201);
    michman.put("/configs/x", "{\"Ports\":[{\"Port\":53,\"Description\":\"a\"}]}").is(200);
    var more = "{\"Ports\":[{\"Port\":80},{\"Port\":53,\"Description\":\"b\"}]}";
    assertThat(ports(michman.put("/configs/x", more).is(200).data())).isEqualTo("[80, 53b]");
    assertThat(ports(michman.put("/configs/x", "{\"Ports\":[{\"Port\":1}]}").is(200).data()))
        .isEqualTo("[1, 80, 53b]");
    michman.post("/configs/x/versions", "{\"Version\":\"2\"}").is(201);
    upload("y", "\"Type\":\"int\"").is(201);
    var needs = "/configs/y/versions/1/dependencies";
    michman
        .post(
            needs,
            "{\"ServiceType\":\"x\",\"ServiceVersions\":[\"1\"],\"DefaultServiceVersion\":\"1\"}")
        .is(201);
    var changed = michman.put(needs + "/x", "{\"ServiceVersions\":[\"2\"]}").is(200).data();
    assertThat(changed.path("ServiceVersions").toString()).isEqualTo("[\"2\",\"1\"]");
  }
}
