package io.sutler.api.michman;

import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.app.ApiUnderTest;
import java.nio.file.Path;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What may be read of what was done. */
class LogRoutesTest {
  private static final String PROJECT =
      """
      {"DisplayName":"Lab","DefaultImage":"debian","DefaultMasterFlavor":"m",
       "DefaultSlavesFlavor":"m","DefaultStorageFlavor":"m","DefaultMonitoringFlavor":"m"}\
      """;
  private static final String LOG = "/logs/projects/Lab/clusters/Demo-Lab";
  @TempDir Path data;
  private ApiUnderTest api;
  private Client michman;

  @BeforeEach
  void start() throws Exception {
    api = new ApiUnderTest(data);
    michman = new Client(api, api.adminToken());
    michman
        .post("/images", "{\"Name\":\"debian\",\"AnsibleUser\":\"d\",\"CloudImageID\":\"c\"}")
        .is(201);
    michman.post("/flavors", "{\"Name\":\"m\",\"VCPUs\":1,\"RAM\":512,\"Disk\":10}").is(201);
    michman.post("/projects", PROJECT).is(201);
    michman.post("/projects/Lab/clusters", "{\"DisplayName\":\"Demo\"}").is(201);
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void a_clusters_log_is_told_by_what_was_done_to_it() throws Exception {
    var run = api.run("lab", "demo-lab", "01K0000000000000000000RUN1");
    var made = michman.get(LOG).is(200).data();
    assertThat(made.path("cluster_id").asText()).isEqualTo("Demo-Lab");
    assertThat(made.path("action").asText()).isEqualTo("create");
    assertThat(made.path("cluster_logs").asText()).isEqualTo("first\nsecond\n");
    assertThat(michman.get(LOG + "?action=update").is(200).data().path("cluster_logs").asText())
        .isEmpty();
    api.reach("lab", "demo-lab", run);
    michman.put("/projects/Lab/clusters/Demo-Lab", "{\"Keys\":[\"ssh-ed25519 A\"]}").is(200);
    api.run("lab", "demo-lab", "01K0000000000000000000RUN2");
    assertThat(michman.get(LOG + "?action=update").data().path("cluster_logs").asText())
        .as("the new level's run alone")
        .isEqualTo("first\nsecond\n");
    michman.get(LOG + "?action=destroy").fault(800, 500, "bad action param");
    michman.get("/logs/projects/Lab/clusters/none").fault(1000, 404, "cluster");
    new Client(api, api.tokenOf("stranger")).get(LOG).fault(1000, 404, "project");
  }

  @Test
  void the_faces_own_logs_are_for_administrators() throws Exception {
    michman.get("/projects/x%0ay").is(404);
    var requests = michman.get("/logs/http_server").is(200);
    assertThat(requests.header("content-type")).startsWith("text/plain");
    assertThat(requests.text())
        .contains("POST /michman/projects/Lab/clusters 201")
        .contains("GET /michman/projects/x?y 404");
    api.reach("lab", "demo-lab", api.run("lab", "demo-lab", "01K0000000000000000000RUN1"));
    Awaitility.await("the end is written down")
        .atMost(java.time.Duration.ofSeconds(60))
        .until(() -> michman.get("/logs/launcher").text().contains("ended: reached"));
    assertThat(michman.get("/logs/launcher").is(200).text())
        .contains("create of cluster Demo-Lab in lab by admin accepted");
    var stranger = new Client(api, api.tokenOf("stranger"));
    stranger.get("/logs/http_server").fault(900, 403, "administrators");
    stranger.get("/logs/launcher").fault(900, 403, "administrators");
  }
}
