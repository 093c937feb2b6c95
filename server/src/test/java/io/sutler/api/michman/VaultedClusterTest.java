package io.sutler.api.michman;

import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.access.FakeSite;
import io.sutler.app.ApiUnderTest;
import io.sutler.json.Json;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Michman's configuration keeps in Vault reaches clusters: the operator's key, and logins. */
class VaultedClusterTest {
  private static final String PASSWORD = "registry-pass-word";

  /** Made for this test alone. */
  private static final String KEY =
      """
      -----BEGIN OPENSSH PRIVATE KEY-----
      b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAMwAAAAtzc2gtZW
      QyNTUxOQAAACA/Y6wEJ3QBjO/2QwADL/ZlwNkAc3VuCyc0OypreuaSDgAAAIj+5lBp/uZQ
      aQAAAAtzc2gtZWQyNTUxOQAAACA/Y6wEJ3QBjO/2QwADL/ZlwNkAc3VuCyc0OypreuaSDg
      AAAEDOJ8WlsFWX8d9SZg6F20e+/qtAI5DCbLspHbDeIedAXT9jrAQndAGM7/ZDAAMv9mXA
      2QBzdW4LJzQ7Kmt65pIOAAAAAXQBAgME
      -----END OPENSSH PRIVATE KEY-----
      """;

  private static final String CLUSTERS = "/projects/Lab/clusters";
  private static final String ONE = CLUSTERS + "/Demo-Lab";
  @TempDir Path data;
  private FakeSite vault;
  private ApiUnderTest api;
  private Client michman;

  @BeforeEach
  void start() throws Exception {
    vault = new FakeSite();
    var config =
        Files.writeString(
            data.resolve("michman.yaml"),
            """
            vault_addr: %s
            token: root
            ssh_key: kv/ssh_key
            registry_key: kv/registry
            docker_gitlab_registry: true
            """
                .formatted(vault.address()));
    secret("ssh_key", "{\"key_bgt\":%s}".formatted(Json.write(KEY)));
    secret(
        "registry",
        "{\"url\":\"gitlab.example\",\"user\":\"docker\",\"password\":\"" + PASSWORD + "\"}");
    api =
        new ApiUnderTest(
            data,
            InstantSource.system(),
            List.of("--michman-config=" + config, "--michman-port=0"));
    michman = new Client(api, api.adminToken());
    michman
        .post(
            "/images", "{\"Name\":\"debian\",\"AnsibleUser\":\"deb\",\"CloudImageID\":\"c0ffee\"}")
        .is(201);
    michman.post("/flavors", "{\"Name\":\"m\",\"VCPUs\":1,\"RAM\":512,\"Disk\":10}").is(201);
    michman.post(
        "/projects",
        """
        {"DisplayName":"Lab","DefaultImage":"debian","DefaultMasterFlavor":"m",
         "DefaultSlavesFlavor":"m","DefaultStorageFlavor":"m","DefaultMonitoringFlavor":"m"}\
        """);
  }

  private void secret(String name, String fields) {
    vault.answers("/v1/sys/internal/ui/mounts/kv/" + name, 403, "{}");
    vault.answers("/v1/kv/" + name, 200, "{\"data\":" + fields + "}");
  }

  @AfterEach
  void stop() {
    api.close();
    vault.close();
  }

  private com.fasterxml.jackson.databind.JsonNode params() throws Exception {
    var request =
        HttpRequest.newBuilder(api.uri("/api/v1/projects/lab/deployments/demo-lab"))
            .header("Authorization", "Bearer " + api.adminToken())
            .build();
    var reply = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    return Json.mapper().readTree(reply.body()).at("/desired/params");
  }

  @Test
  void the_operators_key_is_on_the_machines_and_the_playbooks_know_the_registry() throws Exception {
    michman.post(CLUSTERS, "{\"DisplayName\":\"Demo\",\"Keys\":[\"ssh-ed25519 AAAA m\"]}").is(201);
    var params = params();
    assertThat(params.path("keys").toString())
        .contains("ssh-ed25519 AAAA m", "7/ZDAAMv9mXA2QBzdW4LJzQ7Kmt65pIO");
    var login = params.at("/vars/docker_logins/0");
    assertThat(login.path("url").asText()).isEqualTo("gitlab.example");
    assertThat(login.path("user").asText()).isEqualTo("docker");
    assertThat(login.path("password").isMissingNode()).as(login.toString()).isFalse();
    assertThat(params.toString()).doesNotContain(PASSWORD);
    assertThat(michman.get(ONE).is(200).data().path("Keys").toString())
        .as("the cluster's own alone")
        .isEqualTo("[\"ssh-ed25519 AAAA m\"]");
  }

  @Test
  void keys_that_are_added_are_told_to_the_playbooks_of_machines_that_stand() throws Exception {
    michman.post(CLUSTERS, "{\"DisplayName\":\"Demo\",\"Keys\":[\"ssh-ed25519 AAAA m\"]}").is(201);
    api.reach("lab", "demo-lab", api.run("lab", "demo-lab", "01K0000000000000000000RUN1"));
    michman.put(ONE, "{\"Keys\":[\"ssh-ed25519 BBBB n\"]}").is(200);
    assertThat(params().at("/vars/public_keys").toString())
        .isEqualTo("[\"ssh-ed25519 AAAA m\",\"ssh-ed25519 BBBB n\"]");
    assertThat(params().path("keys")).hasSize(3);
  }

  @Test
  void a_vault_that_does_not_answer_is_the_librarys_fault_and_nothing_is_made() throws Exception {
    vault.answers("/v1/kv/registry", 503, "{\"errors\":[\"sealed\"]}");
    michman.post(CLUSTERS, "{\"DisplayName\":\"Demo\"}").fault(400, 500, "Vault");
    michman.get(ONE).fault(1000, 404, "does not exist");
    secret("registry", "{}");
    secret("ssh_key", "{\"key\":\"x\"}");
    michman.post(CLUSTERS, "{\"DisplayName\":\"Demo\"}").fault(400, 500, "kv/ssh_key in Vault");
  }
}
