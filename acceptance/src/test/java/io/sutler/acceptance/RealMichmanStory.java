package io.sutler.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sutler.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** A session of Michman's own client, curl, that ends with services on a real host. */
@EnabledIfSystemProperty(
    named = "sutler.real",
    matches = "true",
    disabledReason = "no real hosts: run acceptance/real.sh")
class RealMichmanStory {
  private static final Duration PATIENCE = Duration.ofMinutes(12);
  private static final String IMAGE = System.getProperty("sutler.real.image", "local/host:1");
  private static final String JUPYTER =
      """
      {"Type": "jupyter", "Class": "stand-alone", "DefaultVersion": "jupyter-notebook",
       "AccessPort": 8888, "HealthCheck": [{"CheckType": "NotSupported", "Configs": []}],
       "Versions": [{"Version": "jupyter-notebook"}, {"Version": "jupyter-lab", "Configs": [
         {"ParameterName": "install_irkernel", "Type": "bool", "DefaultValue": "false"}]}]}\
      """;
  private static final String TELLER =
      """
      {"Type": "teller", "Class": "master-slave", "DefaultVersion": "1", "AccessPort": 7000,
       "Versions": [{"Version": "1", "Configs": [
         {"ParameterName": "whole", "Type": "int", "DefaultValue": "3"},
         {"ParameterName": "part", "Type": "float", "DefaultValue": "0.25"},
         {"ParameterName": "yes", "Type": "bool", "DefaultValue": "f"},
         {"ParameterName": "words", "Type": "string", "DefaultValue": "a"},
         {"ParameterName": "heap-size", "Type": "string", "DefaultValue": "1g"},
         {"ParameterName": "db_password", "Type": "string", "DefaultValue": "changeme"},
         {"ParameterName": "list", "Type": "int", "IsList": true, "DefaultValue": "[1, 2]"}]}]}\
      """;
  private static final String TELLER_PLAN =
      """
      kind: Plan
      name: teller
      version: 1.0.0
      parameters:
        own_machines: { type: boolean, default: true }
        machines: { type: array, items: { type: object }, default: [] }
        key: { type: string, writeOnly: true, default: "" }
        extra_vars: { type: object, default: {} }
      components:
        main:
          driver: ansible
          with:
            playbook: tell.yml
            groups: { all_of_them: "${params.machines}" }
            key: "${params.key}"
            extra_vars: "${params.extra_vars}"
          outputs: { told: { type: setting }, hosts: { type: setting } }
      outputs: { told: "${main.told}", hosts: "${main.hosts}" }
      """;
  private static final String TELL =
      """
      - hosts: all_of_them
        gather_facts: false
        roles: [sutler_machine]
        tasks:
          - set_stats:
              per_host: false
              data:
                sutler_outputs:
                  hosts: "{{ groups['all_of_them'] | length }}"
                  told: "{{ {'whole': teller_whole, 'part': teller_part, 'yes': teller_yes,
                    'words': teller_words, 'list': teller_list, 'heap': teller_heap_size,
                    'password': teller_db_password | length, 'deploy': deploy_teller,
                    'deploy_jupyter': deploy_jupyter, 'version': teller_version,
                    'n_slaves': n_slaves, 'cluster_name': cluster_name, 'act': act,
                    'create_master_slave': create_master_slave, 'mirror': use_package_mirror,
                    'user': ansible_user, 'owner': cluster_owner} | to_json }}"
      """;

  @TempDir Path home;
  private int port;
  private ServerProcess server;

  @BeforeEach
  void start() throws Exception {
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    server =
        ServerProcess.on(
            home.resolve("data"), "--michman-port", "" + port, "--michman-auth", "none");
    var containers = Json.object(System.getProperty("sutler.real.region", "{}"));
    var place = server.api().get("/regions/local").text("/place");
    var region =
        Map.of("kind", "local", "place", place, "settings", Map.of("containers", containers));
    assertThat(server.api().call("PUT", "/regions/local", region).status()).isEqualTo(200);
  }

  @AfterEach
  void stop() throws Exception {
    var installation = server.installation();
    server.close();
    for (var kind : List.of("container", "volume", "network")) {
      for (var thing : things(kind, installation)) {
        run("podman", kind, "rm", "-f", thing);
      }
    }
  }

  /** What curl says, with {@code @file} read from the test's own folder. */
  private JsonNode curl(String... words) throws Exception {
    var line = new java.util.ArrayList<>(List.of("curl", "-sS"));
    line.addAll(List.of(words));
    return Json.mapper().readTree(run(line.toArray(String[]::new)));
  }

  private String at(String path) {
    return "http://localhost:" + port + path;
  }

  private String run(String... words) throws IOException, InterruptedException {
    var process =
        new ProcessBuilder(words).directory(home.toFile()).redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as("%s: %s", String.join(" ", words), said).isZero();
    return said.strip();
  }

  private List<String> things(String kind, String installation) throws Exception {
    return run(
            "podman",
            kind,
            "ls",
            "-q",
            kind.equals("container") ? "-a" : "-q",
            "--filter",
            "label=sutler.installation=" + installation)
        .lines()
        .filter(l -> !l.isBlank())
        .toList();
  }

  private void prepare() throws Exception {
    curl(
        "-XPOST",
        at("/images"),
        "--data",
        "{\"Name\": \"ubuntu20.04\", \"AnsibleUser\": \"root\", \"CloudImageID\": \""
            + IMAGE
            + "\"}");
    curl(
        "-XPOST",
        at("/flavors"),
        "--data",
        "{\"Name\": \"Standard2.medium.s50\", \"VCPUs\": 2, \"RAM\": 2048, \"Disk\": 50}");
    Files.writeString(home.resolve("jupyter.json"), JUPYTER);
    var type = curl("-XPOST", at("/configs"), "--data", "@jupyter.json");
    assertThat(type.path("Status").asInt()).as("%s", type).isEqualTo(201);
    var flavor = "\"Standard2.medium.s50\"";
    var project =
        curl(
            "-XPOST",
            at("/projects"),
            "--data",
            "{\"DisplayName\": \"readme-project\", \"DefaultImage\": \"ubuntu20.04\","
                + "\"Description\": \"Michman demo project\", \"DefaultMasterFlavor\": "
                + flavor
                + ", \"DefaultSlavesFlavor\": "
                + flavor
                + ", \"DefaultStorageFlavor\": "
                + flavor
                + ", \"DefaultMonitoringFlavor\": "
                + flavor
                + "}");
    assertThat(project.path("Status").asInt()).as("%s", project).isEqualTo(201);
  }

  private void awaitActive(String cluster) {
    var path = at("/projects/readme-project/clusters/" + cluster + "/status");
    var status =
        Awaitility.await(cluster + " is there")
            .atMost(PATIENCE)
            .pollInterval(Duration.ofSeconds(1))
            .until(
                () -> curl(path).at("/Detail/Data").asText(),
                s -> s.equals("ACTIVE") || s.equals("FAILED"));
    assertThat(status).as(() -> conditions(cluster) + log(cluster)).isEqualTo("ACTIVE");
  }

  private String conditions(String cluster) {
    var path = "/projects/readme-project/deployments/" + cluster;
    return server.api().get(path).body().path("conditions").toPrettyString();
  }

  private String log(String cluster) {
    try {
      var log = curl(at("/logs/projects/readme-project/clusters/" + cluster + "?action=create"));
      var text = log.at("/Detail/Data/cluster_logs").asText();
      return text.substring(Math.max(0, text.length() - 4000));
    } catch (Exception e) {
      return e.toString();
    }
  }

  private void awaitGone(String cluster) throws Exception {
    var path = at("/projects/readme-project/clusters/" + cluster);
    var gone = curl(path, "-XDELETE");
    assertThat(gone.at("/Detail/Data/EntityStatus").asText()).isEqualTo("STOPPING");
    Awaitility.await(cluster + " is gone")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .until(() -> curl(path).path("Status").asInt() == 404);
  }

  @Test
  void the_readmes_session_ends_with_a_jupyterlab_that_answers_and_keeps_notebooks()
      throws Exception {
    server.api().awaitPlan("jupyter");
    prepare();
    assertThat(curl("-XGET", at("/projects/readme-project")).path("Status").asInt()).isEqualTo(200);
    var clusters = at("/projects/readme-project/clusters");
    assertThat(curl("-XGET", clusters).at("/Detail/Data").asText()).isEqualTo("No data");
    var made =
        curl(
            "-XPOST",
            clusters,
            "--data",
            "{\"DisplayName\": \"jupyter-cluster\", \"Services\": [{"
                + "\"Name\": \"my-awesome-jupyterlab\", \"Type\": \"jupyter\","
                + " \"Version\": \"jupyter-lab\"}]}");
    assertThat(made.path("Status").asInt()).as("%s", made).isEqualTo(201);
    var name = "jupyter-cluster-readme-project";
    awaitActive(name);
    var cluster = curl(clusters + "/" + name).at("/Detail/Data");
    var url = cluster.at("/Services/0/URL").asText();
    assertThat(url).isEqualTo(cluster.path("MasterIP").asText() + ":8888");
    var api = server.api().patient(PATIENCE);
    var deployment = "/projects/readme-project/deployments/" + name;
    var token = api.call("POST", deployment + "/outputs/jupyter-token:reveal", "").text("/value");
    var page =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create("http://" + url + "/lab?token=" + token)).build(),
                BodyHandlers.ofString());
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("JupyterLab");
    var jupyter =
        new ClusterJupyter(
            api, deployment, new NotebookServer(URI.create("http://" + url + "/"), token));
    jupyter.nobodyGetsInWithoutItsToken();
    jupyter.anotherRunChangesNothing();
    jupyter.aBackupBringsNotebooksBack();
    assertThat(log(name)).isNotEmpty();
    awaitGone(name);
    for (var kind : List.of("container", "volume", "network")) {
      assertThat(things(kind, server.installation())).as(kind).isEmpty();
    }
    assertThat(run("curl", "-sS", "-XDELETE", at("/projects/readme-project"))).isEmpty();
  }

  private void everyMachineIsWatched(String prometheus) {
    Awaitility.await("Prometheus sees all three at " + prometheus)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .ignoreExceptions()
        .untilAsserted(() ->
            assertThat(
                    curl(
                            "-G",
                            prometheus + "api/v1/query",
                            "--data-urlencode",
                            "query=sum(up{job=\"node\"})")
                        .at("/data/result/0/value/1")
                        .asText())
                .isEqualTo("3"));
  }

  private void aKeyThatIsAddedReachesMachinesThatStand() throws Exception {
    var key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHo3Zm9yLW5vYm9keS1hdC1hbGwtYnV0LXRlc3Q mira";
    var before = things("container", server.installation());
    assertThat(before).hasSize(3);
    var changed =
        curl(
            "-XPUT",
            at("/projects/readme-project/clusters/told-readme-project"),
            "--data",
            "{\"Keys\": [\"" + key + "\"]}");
    assertThat(changed.path("Status").asInt()).as("%s", changed).isEqualTo(200);
    awaitActive("told-readme-project");
    for (var host : before) {
      assertThat(run("podman", "exec", host, "cat", "/root/.ssh/authorized_keys"))
          .containsOnlyOnce(key);
    }
    assertThat(things("container", server.installation()))
        .as("the same machines")
        .containsExactlyInAnyOrderElementsOf(before);
  }

  @Test
  void every_config_reaches_a_playbook_under_its_variable_with_its_type() throws Exception {
    var plan = Files.createDirectories(home.resolve("plan"));
    Files.writeString(plan.resolve("tell.yml"), TELL);
    LedgerPlan.publish(server.api(), plan, TELLER_PLAN, Map.of());
    server.api().awaitPlan("monitoring");
    prepare();
    Files.writeString(home.resolve("teller.json"), TELLER);
    var type = curl("-XPOST", at("/configs"), "--data", "@teller.json");
    assertThat(type.path("Status").asInt()).as("%s", type).isEqualTo(201);
    var made =
        curl(
            "-XPOST",
            at("/projects/readme-project/clusters"),
            "--data",
            "{\"DisplayName\": \"told\", \"NSlaves\": 1, \"Monitoring\": true, \"Services\": [{\"Type\": \"teller\","
                + "\"Config\": {\"words\": \"{{ not }} 'a' template\", \"yes\": \"T\","
                + "\"db_password\": \"hunter2\"}}]}");
    assertThat(made.path("Status").asInt()).as("%s", made).isEqualTo(201);
    awaitActive("told-readme-project");
    var outputs =
        server
            .api()
            .get("/projects/readme-project/deployments/told-readme-project")
            .body()
            .path("outputs");
    assertThat(outputs.at("/teller-hosts/value").asText()).isEqualTo("2");
    var told = Json.mapper().readTree(outputs.at("/teller-told/value").asText());
    var expected =
        Json.mapper()
            .readTree(
                """
                {"whole": 3, "part": 0.25, "yes": true, "words": "{{ not }} 'a' template",
                 "list": [1, 2], "heap": "1g", "password": 7, "deploy": true,
                 "deploy_jupyter": false, "version": "1", "n_slaves": 1,
                 "cluster_name": "told-readme-project", "act": "launch",
                 "create_master_slave": true, "mirror": false, "user": "root",
                 "owner": "unauthorized"}\
                """);
    assertThat(told).as("%s", outputs).isEqualTo(expected);
    everyMachineIsWatched(outputs.at("/monitoring-url/value").asText());
    aKeyThatIsAddedReachesMachinesThatStand();
    awaitGone("told-readme-project");
    assertThat(things("container", server.installation())).isEmpty();
  }
}
