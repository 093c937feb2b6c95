package io.sutler.api.michman;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What Michman's clients ask and are answered, by its contract. */
class MichmanTest extends OneFace {
  private static final String IMAGE =
      "{\"Name\":\"ubuntu20.04\",\"AnsibleUser\":\"ubuntu\",\"CloudImageID\":\"c0ffee\"}";
  private static final String FLAVOR = "{\"Name\":\"medium\",\"VCPUs\":2,\"RAM\":2048,\"Disk\":50}";
  private static final String PROJECT =
      "{\"DisplayName\":\"readme-Project\",\"DefaultImage\":\"ubuntu20.04\","
          + "\"Description\":\"demo\",\"DefaultMasterFlavor\":\"medium\","
          + "\"DefaultSlavesFlavor\":\"medium\",\"DefaultStorageFlavor\":\"medium\","
          + "\"DefaultMonitoringFlavor\":\"medium\"}";
  private static final String NOTEBOOK =
      """
      {"type":"notebook","CLASS":"stand-alone","DefaultVersion":"2","AccessPort":8888,
       "Unknown":1,"Description":null,
       "Versions":[{"Version":"1"},{"Version":"2","Configs":[
         {"ParameterName":"threads","Type":"int","DefaultValue":"4","AnsibleVarName":"other"},
         {"ParameterName":"colour","Type":"string","PossibleValues":["red","blue"],
          "DefaultValue":"red"}]}]}\
      """;
  private static final String HUB =
      """
      {"Type":"hub","Class":"stand-alone","DefaultVersion":"1","Versions":[{"Version":"1",
       "Dependencies":[{"ServiceType":"notebook","ServiceVersions":["1","2"],
        "DefaultServiceVersion":"2"}]}]}\
      """;

  private void prepared() throws Exception {
    michman.post("/images", IMAGE).is(201);
    michman.post("/flavors", FLAVOR).is(201);
    michman.post("/projects", PROJECT).is(201);
  }

  @Test
  void every_answer_has_the_envelope() throws Exception {
    var empty = michman.get("/configs").is(200);
    assertThat(empty.json().path("Type").asInt()).isEqualTo(1);
    assertThat(empty.json().path("Title").asText()).isEqualTo("Request successful");
    assertThat(empty.json().at("/Detail/Message").asText()).isEqualTo("Request: GET /configs");
    assertThat(empty.data().asText()).isEqualTo("No data");
    var made = michman.post("/images", IMAGE).is(201);
    assertThat(made.json().path("Type").asInt()).isEqualTo(2);
    assertThat(michman.get("/version").data().asText()).isEqualTo("Default");
  }

  @Test
  void without_a_token_nothing_is_told() throws Exception {
    new Client(api, "").get("/projects").fault(900, 403, "sign in");
    new Client(api, "sut_wrong").get("/projects").fault(900, 403, "token");
  }

  @Test
  void what_is_no_json_is_refused_in_one_sentence() throws Exception {
    for (var bad :
        new String[] {
          "{", "[]", "\"x\"", "null", "{\"Name\":1}", "{\"Name\":\"a\"} {}", "[".repeat(10_000)
        }) {
      michman.post("/images", bad).fault(200, 400, "incorrect json format");
    }
    michman.post("/flavors", "{\"Name\":\"a\",\"VCPUs\":\"2\"}").fault(200, 400, "incorrect json");
    michman.post("/flavors", "{\"Name\":\"a\",\"VCPUs\":1.5}").fault(200, 400, "incorrect json");
    michman.post("/images", "{\"Name\":\"" + "x".repeat(2_000_000) + "\"}").fault(200, 400, "");
    assertThat(michman.get("/images").data().asText()).isEqualTo("No data");
  }

  @Test
  void images_and_flavors_are_made_changed_and_removed_unless_in_use() throws Exception {
    var id = michman.post("/images", IMAGE).is(201).data().path("ID").asText();
    michman.post("/images", IMAGE).fault(600, 400, "already exists");
    assertThat(michman.get("/images/" + id).is(200).data().path("AnsibleUser").asText())
        .isEqualTo("ubuntu");
    michman.put("/images/ubuntu20.04", "{\"AnsibleUser\":\"root\"}").is(200);
    michman.post("/flavors", FLAVOR).is(201);
    michman.post("/flavors", "{\"Name\":\"none\"}").fault(300, 400, "VCPUs");
    michman
        .post("/flavors", "{\"Name\":\"m\",\"VCPUs\":-1,\"RAM\":1,\"Disk\":1}")
        .fault(300, 400, "");
    michman.post("/flavors", "{\"ID\":\"1\",\"Name\":\"m\"}").fault(300, 400, "generated");
    michman.post("/projects", PROJECT).is(201);
    michman.delete("/images/ubuntu20.04").fault(300, 400, "already in use");
    michman.put("/flavors/medium", "{\"RAM\":1}").fault(500, 400, "already in use");
    michman.delete("/projects/readme-Project").is(204);
    assertThat(michman.delete("/images/ubuntu20.04").is(204).text()).isEmpty();
    michman.delete("/flavors/medium").is(204);
    michman.get("/images/ubuntu20.04").fault(1000, 404, "image with this name or id");
  }

  @Test
  void a_new_name_leaves_the_id_as_it_is() throws Exception {
    var image = michman.post("/images", IMAGE).is(201).data().path("ID").asText();
    var flavor = michman.post("/flavors", FLAVOR).is(201).data().path("ID").asText();
    for (var name : new String[] {"second", "third"}) {
      var said = "{\"Name\":\"" + name + "\"}";
      michman.put("/images/" + image, said).is(200);
      assertThat(michman.get("/images/" + image).is(200).data().path("Name").asText())
          .isEqualTo(name);
      michman.put("/flavors/" + flavor, said).is(200);
      assertThat(michman.get("/flavors/" + name).data().path("ID").asText()).isEqualTo(flavor);
    }
    var another = michman.post("/images", IMAGE).is(201).data().path("ID").asText();
    assertThat(another).hasSize(36).isNotEqualTo(image);
    assertThat(michman.get("/images/" + another).data().path("Name").asText())
        .isEqualTo("ubuntu20.04");
    michman.delete("/images/third").is(204);
    michman.get("/images/" + image).fault(1000, 404, "image with this name");
    assertThat(michman.get("/images/" + another).is(200).data().path("ID").asText())
        .as("it is not its namesake's")
        .isEqualTo(another);
  }

  @Test
  void images_and_flavors_are_named_as_clouds_name_them() throws Exception {
    var name = "Ubuntu 20.04 LTS (x86_64, 2024+)";
    michman.post("/images", IMAGE.replace("ubuntu20.04", name)).is(201);
    michman.post("/flavors", FLAVOR.replace("medium", "m1.large @ 2")).is(201);
    var encoded = "/images/Ubuntu%2020.04%20LTS%20(x86_64,%202024+)";
    assertThat(michman.get(encoded).is(200).data().path("Name").asText()).isEqualTo(name);
    michman
        .post("/projects", PROJECT.replace("ubuntu20.04", name).replace("medium", "m1.large @ 2"))
        .is(201);
    for (var bad : new String[] {"a/b", "..", "a ", " a", "${x}", "a:b", "<b>", "x".repeat(201)}) {
      michman.post("/images", IMAGE.replace("ubuntu20.04", bad)).fault(300, 400, "use 1 to 200 of");
    }
  }

  @Test
  void a_project_keeps_its_name_as_written_and_its_defaults() throws Exception {
    michman.post("/projects", PROJECT).fault(1000, 404, "image with this name");
    prepared();
    var got = michman.get("/projects/readme-Project").is(200).data();
    assertThat(got.path("Name").asText()).isEqualTo("readme-Project");
    assertThat(got.path("DefaultImage").asText()).isEqualTo("ubuntu20.04");
    assertThat(got.has("GroupID")).as("empty fields are left out").isFalse();
    assertThat(michman.get("/projects/" + got.path("ID").asText()).data()).isEqualTo(got);
    michman.post("/projects", PROJECT).fault(600, 400, "already exists");
    michman
        .post("/projects", PROJECT.replace("readme-Project", "1bad"))
        .fault(300, 400, "Bad name");
    michman
        .post("/projects", PROJECT.replace("{\"D", "{\"Name\":\"x\",\"D"))
        .fault(300, 400, "generated");
    michman.post("/projects", PROJECT.replace("medium", "nope")).fault(1000, 404, "flavor");
    var changed = michman.put("/projects/readme-Project", "{\"Description\":\"new\"}").is(200);
    assertThat(changed.data().path("Description").asText()).isEqualTo("new");
    assertThat(michman.get("/projects/readme-Project").data().path("Description").asText())
        .isEqualTo("new");
    assertThat(michman.get("/projects").data()).hasSize(2);
    michman.delete("/projects/readme-Project").is(204);
    michman.get("/projects/readme-Project").fault(1000, 404, "project");
    michman.post("/projects", PROJECT).is(201);
  }

  @Test
  void a_service_type_gets_ids_and_variables_and_is_shown_short_unless_asked() throws Exception {
    var made = michman.post("/configs", NOTEBOOK).is(201).data();
    assertThat(made.path("ID").asText()).hasSize(36);
    assertThat(made.at("/Versions/1/Configs/0/AnsibleVarName").asText())
        .isEqualTo("notebook_threads");
    assertThat(michman.get("/configs/notebook").data().has("Versions")).isFalse();
    assertThat(michman.get("/configs/notebook?view=full").data().path("Versions")).hasSize(2);
    michman.get("/configs/notebook?view=all").fault(1100, 400, "view");
    michman.post("/configs", NOTEBOOK).fault(600, 400, "already exists");
    var other = NOTEBOOK.replace("notebook", "note");
    michman.post("/configs", other.replace("stand-alone", "lonely")).fault(300, 400, "class");
    michman
        .post("/configs", other.replace("\"4\"", "\"four\""))
        .fault(300, 400, "'threads' service config param 'note' has incorrect value type");
    michman
        .post("/configs", other.replace("\"DefaultValue\":\"red\"", "\"DefaultValue\":\"green\""))
        .fault(300, 400, "value is not supported");
    michman
        .post("/configs", other.replace("\"DefaultVersion\":\"2\"", "\"DefaultVersion\":\"3\""))
        .fault(300, 400, "'note' service version '3' is not supported");
    michman.post("/configs", other.replace("\"blue\"", "\"red\"")).fault(300, 400, "repeated");
    michman.post("/configs", other.replace("8888", "-1")).fault(300, 400, "port");
  }

  @Test
  void versions_configs_and_dependencies_are_kept_one_by_one() throws Exception {
    michman.post("/configs", HUB).fault(1000, 404, "service type with this name");
    michman.post("/configs", NOTEBOOK).is(201);
    michman.post("/configs", HUB).is(201);
    michman.delete("/configs/notebook").fault(600, 400, "presents in dependencies");
    michman
        .delete("/configs/notebook/versions/1")
        .fault(300, 400, "service type version 1 presents in dependencies versions in hub service");
    michman.delete("/configs/hub/versions/1").fault(300, 400, "version set in default version");
    var whole = michman.post("/configs/notebook/versions", "{\"Version\":\"3\"}").is(201).data();
    assertThat(whole.path("Versions")).hasSize(3);
    michman.post("/configs/notebook/versions", "{\"Version\":\"3\"}").fault(600, 400, "exists");
    michman.put("/configs/notebook/versions/3", "{\"Description\":\"third\"}").is(200);
    assertThat(michman.get("/configs/notebook/versions/3").data().path("Description").asText())
        .isEqualTo("third");
    var configs = "/configs/notebook/versions/3/configs";
    michman
        .post(configs, "{\"ParameterName\":\"on\",\"Type\":\"bool\",\"DefaultValue\":\"T\"}")
        .is(201);
    michman
        .post(configs, "{\"ParameterName\":\"no\",\"Type\":\"bool\",\"DefaultValue\":\"yes\"}")
        .fault(300, 400, "incorrect value type");
    michman.put(configs + "/on", "{\"DefaultValue\":\"0\"}").is(200);
    assertThat(michman.get(configs + "/on").data().path("DefaultValue").asText()).isEqualTo("0");
    assertThat(michman.get(configs).data()).hasSize(1);
    michman.delete(configs + "/on").is(204);
    assertThat(michman.get(configs).data().asText()).isEqualTo("No data");
    var needs = "/configs/hub/versions/1/dependencies";
    assertThat(michman.get(needs).data()).hasSize(1);
    michman.put(needs + "/notebook", "{\"DefaultServiceVersion\":\"9\"}").fault(300, 400, "");
    michman.put(needs + "/notebook", "{\"DefaultServiceVersion\":\"1\"}").is(200);
    michman.delete(needs + "/notebook").is(204);
    michman.delete("/configs/notebook/versions/1").is(204);
    michman.delete("/configs/notebook").is(204);
    michman.get("/configs/notebook").fault(1000, 404, "service type");
  }

  @Test
  void templates_have_no_envelope() throws Exception {
    michman.post("/configs", NOTEBOOK).is(201);
    prepared();
    var template = "{\"DisplayName\":\"lab\",\"Services\":[{\"Type\":\"notebook\"}],\"NSlaves\":1}";
    var made = michman.post("/templates", template).is(200).json();
    assertThat(made.path("Name").asText()).isEqualTo("lab-common");
    assertThat(made.path("ProjectID").asText()).isEqualTo("None");
    var own = michman.post("/projects/readme-Project/templates", template).is(200).json();
    assertThat(own.path("Name").asText()).isEqualTo("lab-readme-Project");
    assertThat(michman.get("/templates").json()).hasSize(1);
    assertThat(michman.get("/projects/readme-Project/templates").json()).hasSize(1);
    var one = "/templates/" + made.path("ID").asText();
    assertThat(michman.put(one, "{\"NSlaves\":3}").is(200).json().path("NSlaves").asInt())
        .isEqualTo(3);
    assertThat(michman.post("/templates", "{\"DisplayName\":\"x y\"}").is(400).text()).isEmpty();
    assertThat(michman.post("/templates", template.replace("notebook", "nope")).status())
        .isEqualTo(400);
    michman.delete(one).is(200);
    assertThat(michman.get(one).is(204).text()).isEmpty();
  }

  private String title(Client.Reply reply) {
    return reply.status() + " " + reply.json().path("Title").asText();
  }

  @Test
  void titles_follow_the_status_and_a_removal_has_no_body() throws Exception {
    assertThat(title(michman.post("/flavors", FLAVOR))).isEqualTo("201 Request successful");
    assertThat(title(michman.get("/flavors"))).isEqualTo("200 Request successful");
    assertThat(title(michman.post("/flavors", "{"))).isEqualTo("400 Bad request");
    assertThat(title(michman.get("/flavors/none"))).isEqualTo("404 Object not found");
    assertThat(title(new Client(api, "sut_x").get("/flavors"))).isEqualTo("403 Forbidden");
    var gone = michman.delete("/flavors/medium").is(204);
    assertThat(gone.text()).isEmpty();
  }
}
