package io.sutler.api.michman;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sutler.app.ApiUnderTest;
import io.sutler.domain.RunId;
import io.sutler.json.Json;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clusters as Michman's clients ask for them; no loop runs, so the tests say what it would do. */
class ClusterTest {
  private static final String PROJECT =
      """
      {"DisplayName":"Lab","DefaultImage":"debian","DefaultMasterFlavor":"m",
       "DefaultSlavesFlavor":"m","DefaultStorageFlavor":"m","DefaultMonitoringFlavor":"m"}\
      """;
  private static final String NOTEBOOK =
      """
      {"Type":"notebook","Class":"stand-alone","DefaultVersion":"2","AccessPort":8888,
       "Versions":[{"Version":"1"},{"Version":"2","Configs":[
         {"ParameterName":"threads","Type":"int","DefaultValue":"4"},
         {"ParameterName":"admin_password","Type":"string","DefaultValue":"changeme"}]}]}\
      """;
  private static final String STORE =
      "{\"Type\":\"store\",\"Class\":\"storage\",\"DefaultVersion\":\"1\","
          + "\"Versions\":[{\"Version\":\"1\"}]}";
  private static final String MANY =
      """
      {"Type":"many","Class":"master-slave","DefaultVersion":"1","Versions":[{"Version":"1",
       "Dependencies":[{"ServiceType":"store","ServiceVersions":["1"],
        "DefaultServiceVersion":"1"}]}]}\
      """;
  private static final String CLUSTERS = "/projects/Lab/clusters";
  private static final String DEMO =
      """
      {"DisplayName":"Demo","Description":"first","Services":[
       {"Name":"mine","Type":"notebook","Config":{"threads":"7","admin_password":"hunter2"}}]}\
      """;
  private static final String ONE = CLUSTERS + "/Demo-Lab";
  @TempDir Path data;
  private ApiUnderTest api;
  private Client michman;

  @BeforeEach
  void start() throws Exception {
    api = new ApiUnderTest(data);
    michman = new Client(api, api.adminToken());
    michman
        .post(
            "/images", "{\"Name\":\"debian\",\"AnsibleUser\":\"deb\",\"CloudImageID\":\"c0ffee\"}")
        .is(201);
    michman.post("/flavors", "{\"Name\":\"m\",\"VCPUs\":1,\"RAM\":512,\"Disk\":10}").is(201);
    michman.post("/projects", PROJECT).is(201);
    for (var type : new String[] {NOTEBOOK, STORE, MANY}) {
      michman.post("/configs", type).is(201);
    }
    for (var name : new String[] {"notebook", "store", "many"}) {
      assertThat(
              new Bundles(api, api.adminToken())
                  .publish("/plans", Bundles.RECIPE.replace("notebook", name)))
          .startsWith("201");
    }
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private JsonNode nativeView(String path) throws Exception {
    var request =
        HttpRequest.newBuilder(api.uri("/api/v1/projects/lab" + path))
            .header("Authorization", "Bearer " + api.adminToken())
            .build();
    var reply = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    return Json.mapper().readTree(reply.body());
  }

  private void reached(String deployment, String run) throws Exception {
    api.reach("lab", deployment, api.run("lab", deployment, run));
  }

  private String status() throws Exception {
    return michman.get(ONE + "/status").is(200).data().asText();
  }

  @Test
  void a_cluster_is_one_deployment_seen_in_both_faces() throws Exception {
    var made = michman.post(CLUSTERS, DEMO).is(201);
    assertThat(made.json().path("Type").asInt()).isEqualTo(2);
    assertThat(made.data().path("Name").asText()).isEqualTo("Demo-Lab");
    assertThat(made.data().path("ID").asText()).hasSize(36);
    assertThat(made.data().path("EntityStatus").asText()).isEqualTo("INITED");
    assertThat(made.data().path("OwnerID").asText()).isEqualTo("admin");
    assertThat(made.data().path("ProjectID").asText())
        .isEqualTo(michman.get("/projects/Lab").data().path("ID").asText());
    assertThat(made.data().path("Image").asText()).isEqualTo("debian");
    assertThat(made.data().at("/Services/0/Version").asText()).isEqualTo("2");
    assertThat(made.data().at("/Services/0/ID").asText()).hasSize(36);

    var here = nativeView("/deployments/demo-lab");
    assertThat(here.at("/desired/plan").asText()).startsWith("michman-cluster@1.");
    assertThat(here.at("/desired/params/vars/notebook_threads").isIntegralNumber()).isTrue();
    assertThat(here.at("/desired/params/vars/notebook_threads").asInt()).isEqualTo(7);
    assertThat(here.toString()).doesNotContain("hunter2");
    assertThat(status()).isEqualTo("INITED");
    assertThat(michman.get(CLUSTERS).data()).hasSize(1);
    var byId = michman.get(CLUSTERS + "/" + made.data().path("ID").asText()).is(200).data();
    assertThat(byId).isEqualTo(michman.get(ONE).data());
    assertThat(byId.at("/Services/0/Config/threads").asText()).isEqualTo("7");
    assertThat(byId.at("/Services/0/Config/admin_password").asText()).isEqualTo("(sealed)");

    var plan = nativeView("/plans/michman-cluster");
    assertThat(plan.at("/plan/trust").asText()).isEqualTo("tenant");
    assertThat(plan.at("/components/1/use").asText()).isEqualTo("notebook@1.0.0");
    assertThat(plan.path("outputs").toString()).contains("master-address", "notebook-url");
    reached("demo-lab", "01K0000000000000000000RUN1");
    assertThat(status()).isEqualTo("ACTIVE");
    var gone = michman.delete(ONE).is(200);
    assertThat(gone.data().path("EntityStatus").asText()).isEqualTo("STOPPING");
    assertThat(nativeView("/deployments/demo-lab").at("/desired/runState").asText())
        .isEqualTo("absent");
    assertThat(status()).isEqualTo("STOPPING");
    michman.delete(ONE).fault(300, 400, "cluster status must be 'ACTIVE' or 'FAILED' for UPDATE");
  }

  @Test
  void what_may_not_be_said_of_a_new_cluster_is_refused() throws Exception {
    michman.post(CLUSTERS, "{").fault(200, 400, "incorrect json format");
    michman.post(CLUSTERS, "{}").fault(300, 400, "required cluster field 'DisplayName' is empty");
    michman.post(CLUSTERS, DEMO.replace("\"Demo\"", "\"1x\"")).fault(300, 400, "Bad name");
    michman.post(CLUSTERS, DEMO.replace("\"Demo\"", "\"a_b\"")).fault(300, 400, "Bad name");
    for (var field :
        new String[] {
          "ID", "Name", "OwnerID", "HostURL", "EntityStatus", "ClusterType", "MasterIP", "ProjectID"
        }) {
      michman
          .post(CLUSTERS, "{\"DisplayName\":\"Demo\",\"" + field + "\":\"x\"}")
          .fault(300, 400, "'" + field + "' field is generated and can't be filled by user");
    }
    michman
        .post(CLUSTERS, "{\"DisplayName\":\"Demo\",\"NSlaves\":-1}")
        .fault(300, 400, "NSlaves parameter must be number >= 0");
    michman
        .post(CLUSTERS, "{\"DisplayName\":\"Demo\",\"NSlaves\":2000000000}")
        .fault(300, 400, "NSlaves");
    michman
        .post(CLUSTERS, "{\"DisplayName\":\"Demo\",\"Image\":\"nope\"}")
        .fault(1000, 404, "image with this name or id (nope) does not exist");
    michman
        .post(CLUSTERS, "{\"DisplayName\":\"Demo\",\"SlavesFlavor\":\"nope\"}")
        .fault(1000, 404, "flavor with this name or id (nope) does not exist");
    michman
        .post(CLUSTERS, DEMO.replace("\"notebook\"", "\"none\""))
        .fault(300, 400, "service 'none' is not supported");
    michman
        .post(CLUSTERS, DEMO.replace("\"Config\"", "\"Version\":\"9\",\"Config\""))
        .fault(300, 400, "'notebook' service version '9' is not supported");
    michman
        .post(CLUSTERS, DEMO.replace("\"7\"", "\"seven\""))
        .fault(300, 400, "has incorrect value type");
    michman.post("/projects/none/clusters", DEMO).fault(1000, 404, "project with this name");
    michman.get(ONE).fault(1000, 404, "cluster with this name or id (Demo-Lab) does not exist");
    michman.get(CLUSTERS + "/..%2f..").is(404);
    assertThat(michman.get(CLUSTERS).data().asText()).isEqualTo("No data");
  }

  @Test
  void a_type_without_a_recipe_is_refused_with_what_to_do() throws Exception {
    michman.post("/configs", STORE.replace("\"store\"", "\"exotic\"")).is(201);
    michman
        .post(CLUSTERS, "{\"DisplayName\":\"Demo\",\"Services\":[{\"Type\":\"exotic\"}]}")
        .fault(300, 400, "service 'exotic' is not supported: there is no plan 'exotic'");
    var bundles = new Bundles(api, api.adminToken());
    assertThat(bundles.publish("/projects/lab/plans", Bundles.RECIPE.replace("notebook", "exotic")))
        .as("a project's own plan is no recipe")
        .startsWith("201");
    michman
        .post(CLUSTERS, "{\"DisplayName\":\"Demo\",\"Services\":[{\"Type\":\"exotic\"}]}")
        .fault(300, 400, "service 'exotic' is not supported");
    michman.post("/configs", STORE.replace("\"store\"", "\"slaves\"")).is(201);
    michman
        .post(CLUSTERS, "{\"DisplayName\":\"Demo\",\"Services\":[{\"Type\":\"slaves\"}]}")
        .fault(300, 400, "service 'slaves' is not supported");
  }

  @Test
  void services_of_masters_and_slaves_need_slaves_and_none_at_all_are_fine() throws Exception {
    var many = "{\"DisplayName\":\"Demo\",\"NSlaves\":%d,\"Services\":[{\"Type\":\"many\"}]}";
    michman.post(CLUSTERS, many.formatted(0)).fault(300, 400, "NSlaves parameter must be");
    var made = michman.post(CLUSTERS, many.formatted(2)).is(201).data();
    assertThat(made.at("/Services/1/Type").asText()).isEqualTo("store");
    assertThat(made.at("/Services/1/Name").asText()).isEqualTo("-dependent");
    var vars = nativeView("/deployments/demo-lab").at("/desired/params/vars");
    assertThat(vars.path("n_slaves").asInt()).isEqualTo(2);
    assertThat(vars.path("create_master_slave").asBoolean()).isTrue();
    assertThat(vars.path("create_storage").asBoolean()).isTrue();
    assertThat(vars.path("deploy_notebook").asBoolean(true)).isFalse();
    assertThat(vars.path("deploy_many").asBoolean()).isTrue();
    michman.post(CLUSTERS, "{\"DisplayName\":\"bare\",\"Services\":[]}").is(201);
    michman
        .post(CLUSTERS, "{\"DisplayName\":\"watched\",\"Monitoring\":true}")
        .fault(300, 400, "service 'monitoring' is not supported");
  }

  @Test
  void a_change_adds_services_and_words_and_nothing_else() throws Exception {
    michman.post(CLUSTERS, DEMO).is(201);
    michman.put(ONE, "{\"Description\":\"new\"}").fault(300, 400, "cluster status must be");
    reached("demo-lab", "01K0000000000000000000RUN1");
    for (var field : new String[] {"ID", "Name", "Image", "MasterFlavor", "OwnerID", "HostURL"}) {
      michman
          .put(ONE, "{\"" + field + "\":\"x\"}")
          .fault(700, 400, "cluster field '" + field + "' can't be modified");
    }
    michman.put(ONE, "{\"NSlaves\":3}").fault(700, 400, "'NSlaves' can't be modified");
    michman.put(ONE, "{\"Services\":[{\"Type\":\"many\"}]}").fault(300, 400, "NSlaves");
    var plan = nativeView("/deployments/demo-lab").at("/desired/plan").asText();
    var changed =
        michman
            .put(
                ONE,
                "{\"DisplayName\":\"Other\",\"Description\":\"new\",\"Keys\":[\"ssh-ed25519 A\"],"
                    + "\"Services\":[{\"Type\":\"notebook\",\"Config\":{\"threads\":\"1\"}}]}")
            .is(200)
            .data();
    assertThat(changed.path("DisplayName").asText()).isEqualTo("Other");
    assertThat(changed.path("EntityStatus").asText()).isEqualTo("INITED");
    assertThat(changed.at("/Services/0/Config/threads").asText())
        .as("a service that is there is left alone")
        .isEqualTo("7");
    assertThat(nativeView("/deployments/demo-lab").at("/desired/plan").asText()).isEqualTo(plan);
    reached("demo-lab", "01K0000000000000000000RUN2");
    michman.put(ONE, "{\"Services\":[{\"Type\":\"store\"}]}").is(200);
    var here = nativeView("/deployments/demo-lab").path("desired");
    assertThat(here.path("plan").asText()).isNotEqualTo(plan);
    assertThat(here.at("/params/vars/deploy_store").asBoolean()).isTrue();
    assertThat(here.at("/params/vars/notebook_threads").asInt()).isEqualTo(7);
    assertThat(michman.get(ONE).data().path("Services")).hasSize(2);
    assertThat(michman.get(ONE).data().path("Description").asText()).isEqualTo("new");
    assertThat(michman.get(ONE).data().path("Keys")).hasSize(1);
  }

  @Test
  void images_flavors_and_projects_of_clusters_are_in_use() throws Exception {
    michman.post("/flavors", "{\"Name\":\"xl\",\"VCPUs\":1,\"RAM\":1,\"Disk\":1}").is(201);
    michman.post(CLUSTERS, DEMO.replace("{\"D", "{\"MasterFlavor\":\"xl\",\"D")).is(201);
    michman.delete("/flavors/xl").fault(500, 400, "already in use");
    michman.delete("/projects/Lab").fault(300, 400, "project has clusters. Delete them first");
  }

  @Test
  void an_image_or_flavor_by_its_id_is_the_one_of_that_name() throws Exception {
    var image = michman.get("/images/debian").data().path("ID").asText();
    michman.post("/flavors", "{\"Name\":\"xl\",\"VCPUs\":1,\"RAM\":1,\"Disk\":1}").is(201);
    var flavor = michman.get("/flavors/xl").data().path("ID").asText();
    var said = "{\"Image\":\"%s\",\"MasterFlavor\":\"%s\",\"D".formatted(image, flavor);
    michman.post(CLUSTERS, DEMO.replace("{\"D", said)).is(201);
    var params = nativeView("/deployments/demo-lab").at("/desired/params");
    assertThat(params.path("image").asText()).isEqualTo("debian");
    assertThat(params.path("master_flavor").asText()).isEqualTo("xl");
    michman.delete("/flavors/xl").fault(500, 400, "already in use");
    var lab = michman.put("/projects/Lab", "{\"DefaultImage\":\"" + image + "\"}").is(200).data();
    assertThat(lab.path("DefaultImage").asText()).isEqualTo("debian");
  }

  @Test
  void a_services_id_and_address_are_not_for_its_user_to_say() throws Exception {
    var said = "{\"ID\":\"mine\",\"URL\":\"http://x\",\"EntityStatus\":\"ACTIVE\",\"Name\"";
    michman.post(CLUSTERS, DEMO.replace("{\"Name\"", said)).is(201);
    var service = michman.get(ONE).is(200).data().at("/Services/0");
    assertThat(service.path("ID").asText()).hasSize(36);
    assertThat(service.path("URL").asText() + service.path("EntityStatus").asText()).isEmpty();
  }

  @Test
  void names_may_be_long_and_end_with_a_hyphen() throws Exception {
    var project = "Z".repeat(254) + "-";
    michman.post("/projects", PROJECT.replace("Lab", project)).is(201);
    assertThat(michman.get("/projects/" + project).is(200).data().path("Name").asText())
        .isEqualTo(project);
    michman.post("/projects", PROJECT.replace("Lab", project)).fault(600, 400, "already exists");
    michman.post("/projects", PROJECT.replace("Lab", "Z".repeat(255))).is(201);
    michman.post("/projects", PROJECT.replace("Lab", "Z".repeat(256))).fault(300, 400, "longer");
    var clusters = "/projects/" + project + "/clusters";
    michman.post(clusters, DEMO.replace("\"Demo\"", "\"" + project + "\"")).is(201);
    michman.get(clusters + "/" + project + "-" + project).is(200);
    michman.delete("/projects/" + "Z".repeat(255)).is(204);
  }

  @Test
  void the_name_of_a_standing_cluster_is_taken_in_any_case() throws Exception {
    michman.post(CLUSTERS, DEMO).is(201);
    michman
        .post(CLUSTERS, DEMO)
        .fault(600, 400, "cluster with this name or id (Demo-Lab) already exists");
    michman.post(CLUSTERS, DEMO.replace("\"Demo\"", "\"dEMO\"")).fault(600, 400, "already exists");
    var longest = "x".repeat(50);
    michman.post(CLUSTERS, DEMO.replace("\"Demo\"", "\"" + longest + "\"")).is(201);
    michman.get(CLUSTERS + "/" + longest + "-Lab").is(200);
  }

  @Test
  void what_failed_is_tried_again_as_it_was_asked_first() throws Exception {
    michman.post(CLUSTERS, DEMO).is(201);
    var run = api.run("lab", "demo-lab", "01K0000000000000000000RUN1");
    api.fail("lab", "demo-lab", new RunId(run.value()));
    assertThat(status()).isEqualTo("FAILED");
    var again =
        michman.post(CLUSTERS, "{\"DisplayName\":\"Demo\",\"Description\":\"later\"}").is(201);
    assertThat(again.data().path("Description").asText()).isEqualTo("first");
    assertThat(again.data().at("/Services/0/Type").asText()).isEqualTo("notebook");
    assertThat(status()).isEqualTo("INITED");
  }

  @Test
  void another_tenant_sees_no_cluster() throws Exception {
    michman.post(CLUSTERS, DEMO).is(201);
    var stranger = new Client(api, api.tokenOf("stranger"));
    stranger.get(CLUSTERS).fault(1000, 404, "project");
    stranger.get(ONE).fault(1000, 404, "project");
    stranger.delete(ONE).fault(1000, 404, "project");
    stranger.post(CLUSTERS, DEMO).fault(1000, 404, "project");
  }
}
