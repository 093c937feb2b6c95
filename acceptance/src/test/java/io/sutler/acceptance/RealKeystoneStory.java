package io.sutler.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sutler.json.Json;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** A real Keystone's users sign in at Michman's port, and are kept to what the policy says. */
@EnabledIfSystemProperty(
    named = "sutler.real.keystone",
    matches = ".+",
    disabledReason = "no Keystone: run acceptance/parts/prepare.sh --install")
class RealKeystoneStory {
  /** Of the kind that Michman ships. */
  private static final String POLICY =
      """
      p, admin, /images, *
      p, admin, /configs, *
      p, user, /images, GET
      p, user, /projects, POST
      p, project_member, /projects/*/clusters, *
      p, project_member, /projects/*, GET
      """;

  @TempDir Path home;

  @Test
  void keystones_users_get_in_with_their_roles_and_no_further_than_the_policy() throws Exception {
    var keystone = Json.mapper().readTree(System.getProperty("sutler.real.keystone", "{}"));
    int port = Part.freePort();
    var policy = Files.writeString(home.resolve("policy.csv"), POLICY);
    try (var server =
        ServerProcess.on(
            home.resolve("data"),
            "--michman-port=" + port,
            "--michman-auth=keystone",
            "--keystone=" + keystone.path("auth_url").asText(),
            "--admin-group=admin",
            "--policy=" + policy)) {
      var michman = URI.create("http://127.0.0.1:" + port);
      var admin = new WebClient();
      var adminToken = token(keystone, "admin");
      var said = signIn(admin, michman, adminToken, adminToken);
      assertThat(said.statusCode()).as(said.body()).isEqualTo(200);
      assertThat(said.body())
          .contains("Authentication success!")
          .containsPattern("groups\":\".*admin");
      assertThat(admin.get(michman.resolve("/images")).statusCode()).isEqualTo(200);
      assertThat(admin.get(michman.resolve("/flavors")).statusCode()).isEqualTo(403);

      var member = new WebClient();
      var memberToken = token(keystone, "member");
      said = signIn(member, michman, adminToken, memberToken);
      assertThat(said.statusCode()).as(said.body()).isEqualTo(200);
      assertThat(member.get(michman.resolve("/images")).statusCode()).isEqualTo(200);
      assertThat(member.post(michman.resolve("/images"), "application/json", "{}").statusCode())
          .isEqualTo(403);

      for (var bad : new String[] {"gAAAAABnothing", memberToken + "x", "x".repeat(6000)}) {
        var refused = signIn(new WebClient(), michman, bad, bad);
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(403);
        assertThat(refused.body()).contains("\"Type\":900", "does not take these tokens");
        refused = signIn(new WebClient(), michman, adminToken, bad);
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(403);
      }
      assertThat(new WebClient().get(michman.resolve("/images")).statusCode()).isEqualTo(403);
      assertThat(server.said()).doesNotContain(adminToken, memberToken);
    }
  }

  private static HttpResponse<String> signIn(
      WebClient client, URI michman, String auth, String subject) throws Exception {
    return client.get(michman.resolve("/auth"), "X-Auth-Token", auth, "X-Subject-Token", subject);
  }

  /** As people get one: {@code openstack token issue}. */
  private static String token(JsonNode keystone, String who) throws Exception {
    var body =
        """
        {"auth":{"identity":{"methods":["password"],"password":{"user":{"name":"%s",
          "domain":{"name":"Default"},"password":"%s"}}},
          "scope":{"project":{"name":"%s","domain":{"name":"Default"}}}}}\
        """
            .formatted(
                keystone.path(who).path("user").asText(),
                keystone.path("password").asText(),
                keystone.path(who).path("project").asText());
    var answer =
        new WebClient()
            .post(
                URI.create(keystone.path("auth_url").asText() + "/auth/tokens"),
                "application/json",
                body);
    return answer
        .headers()
        .firstValue("X-Subject-Token")
        .orElseThrow(() -> new AssertionError("Keystone gives no token: " + answer.body()));
  }
}
