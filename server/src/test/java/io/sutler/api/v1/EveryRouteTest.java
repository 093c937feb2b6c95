package io.sutler.api.v1;

import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.app.ApiUnderTest;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** One life of an installation, in order, each route at least once; all checked by the document. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EveryRouteTest {
  private static final String D = "/projects/demo/deployments";
  @TempDir static Path data;
  private static ApiUnderTest api;
  private static Checked admin;
  private static Checked open;
  private static Checked mira;
  private static Checked gone;

  @BeforeAll
  static void start() throws Exception {
    api = new ApiUnderTest(data);
    admin = new Checked(api, api.adminToken());
    open = new Checked(api, "");
    mira = open;
    gone = open;
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @Test
  @Order(1)
  void users_sign_in_and_out() throws Exception {
    admin.post("/users", "{\"name\":\"mira\",\"password\":\"correct horse\"}").is(201);
    assertThat(admin.get("/users").is(200).json().path("items")).hasSize(2);
    admin.get("/users/mira").is(200);
    open.post("/sessions", "{\"user\":\"mira\",\"password\":\"wrong\"}")
        .problem(401, "wrong-password");
    var session =
        open.post(
                "/sessions",
                "{\"user\":\"mira\",\"password\":\"correct horse\",\"expires\":\"1h\"}")
            .is(201);
    var shortLived = new Checked(api, session.json().path("token").asText());
    assertThat(shortLived.get("/me").is(200).json().path("user").asText()).isEqualTo("mira");
    shortLived
        .put(
            "/users/mira/password",
            "{\"current\":\"correct horse\",\"password\":\"battery staple\"}")
        .is(204);
    shortLived.delete("/sessions/current").is(204);
    shortLived.get("/me").problem(401, "unknown-token");
    var token =
        open.post("/sessions", "{\"user\":\"mira\",\"password\":\"battery staple\"}").is(201);
    mira = new Checked(api, token.json().path("token").asText());
    var made =
        mira.post("/tokens", "{\"label\":\"ci\",\"scopes\":[\"read\"],\"expires\":\"30d\"}")
            .is(201);
    assertThat(mira.get("/tokens").json().path("items").toString()).contains("\"ci\"");
    mira.delete("/tokens/" + made.json().path("info").path("id").asText()).is(204);
    admin.get("/me").is(200);
    gone = shortLived;
  }

  @Test
  @Order(2)
  void projects_have_members_quotas_and_secrets() throws Exception {
    admin
        .post("/projects", "{\"name\":\"lab\",\"quota\":{\"deployments\":2,\"cpus\":1.5}}")
        .is(201);
    assertThat(admin.get("/projects?limit=1").json().path("next").asText()).isEqualTo("demo");
    assertThat(admin.get("/projects?after=demo").json().path("items")).hasSize(1);
    admin.get("/projects/lab").is(200);
    admin.put("/projects/lab/quota", "{\"deployments\":3}").is(200);
    assertThat(admin.get("/projects/lab/quota").json().at("/limits/deployments").asInt())
        .isEqualTo(3);
    admin.put("/projects/demo/members/mira", "{\"role\":\"editor\"}").is(200);
    admin.put("/projects/lab/members/mira", "{\"role\":\"viewer\"}").is(200);
    assertThat(admin.get("/projects/lab/members").json().path("items")).hasSize(1);
    admin.delete("/projects/lab/members/mira").is(204);
    admin.delete("/projects/lab").is(204);
    mira.put("/projects/demo/secrets/key", "{\"value\":\"s3cret\"}").is(204);
    assertThat(mira.get("/projects/demo/secrets").text()).contains("key").doesNotContain("s3cret");
    mira.delete("/projects/demo/secrets/key").is(204);
  }

  @Test
  @Order(3)
  void regions_are_global_or_of_a_project() throws Exception {
    assertThat(admin.get("/regions").json().at("/items/0/name").asText()).isEqualTo("local");
    admin.get("/regions/local").is(200);
    admin.get("/regions/local/check").is(200);
    admin.put("/regions/far", "{\"kind\":\"hosts\",\"settings\":{\"a\":[1,2]}}").is(200);
    admin.delete("/regions/far").is(204);
    admin.put("/projects/demo/regions/near", "{\"kind\":\"hosts\"}").is(200);
    admin.get("/projects/demo/regions").is(200);
    admin.get("/projects/demo/regions/near").is(200);
    admin.get("/projects/demo/regions/near/check").is(200);
    admin.delete("/projects/demo/regions/near").is(204);
    admin.get("/regions/nowhere").problem(404, "not-found");
  }

  @Test
  @Order(3)
  void machines_have_flavors_images_and_keys() throws Exception {
    var small = "{\"cpus\":2,\"memoryBytes\":4294967296,\"hourly\":0.0125}";
    admin.put("/flavors/small", small).is(200);
    assertThat(admin.get("/flavors").json().at("/items/0/hourly").asText()).isEqualTo("0.0125");
    admin.put("/projects/demo/flavors/small", small).is(200);
    assertThat(mira.get("/projects/demo/flavors").json().path("items")).hasSize(2);
    mira.put("/flavors/mine", small).problem(403, "forbidden");
    admin.put("/flavors/small", "{\"cpus\":0,\"memoryBytes\":1}").problem(400, "invalid");
    admin.put("/flavors/small", "{\"cpus\":1e300,\"memoryBytes\":1}").problem(400, "invalid");
    admin
        .put("/flavors/small", "{\"cpus\":1,\"memoryBytes\":1,\"hourly\":1e999999999}")
        .problem(400, "invalid");
    admin.delete("/flavors/small?region=far").problem(404, "not-found");
    admin.delete("/flavors/small").is(204);
    admin.delete("/projects/demo/flavors/small").is(204);
    admin.put("/images/debian-12", "{\"login\":\"debian\"}").is(200);
    admin.put("/projects/demo/images/own", "{}").is(200);
    assertThat(mira.get("/projects/demo/images").json().path("items")).hasSize(2);
    admin.get("/images").is(200);
    admin.delete("/projects/demo/images/own").is(204);
    admin.delete("/images/debian-12").is(204);
    mira.put("/projects/demo/keys/laptop", "{\"publicKey\":\"ssh-ed25519 AAAAC3Nz mira\"}").is(200);
    mira.put("/projects/demo/keys/bad", "{\"publicKey\":\"-----BEGIN OPENSSH PRIVATE KEY-----\"}")
        .problem(400, "invalid");
    assertThat(mira.get("/projects/demo/keys").json().path("items")).hasSize(1);
    mira.delete("/projects/demo/keys/laptop").is(204);
    admin.put("/projects/demo/defaults", "{\"image\":\"debian-12\",\"master\":\"large\"}").is(200);
    assertThat(mira.get("/projects/demo/defaults").is(200).json().path("master").asText())
        .isEqualTo("large");
    mira.put("/projects/demo/defaults", "{\"master\":\"small\"}").problem(403, "forbidden");
    admin.put("/projects/demo/defaults", "{\"master\":\"a b \"}").problem(400, "invalid");
    admin.put("/projects/demo/defaults", "{\"slave\":\"small\"}").problem(400, "invalid");
  }

  @Test
  @Order(3)
  void credentials_of_a_region_are_put_and_never_shown() throws Exception {
    admin.put("/regions/cloud", "{\"kind\":\"openstack\"}").is(200);
    admin.put("/regions/cloud/credentials", "{\"values\":{\"password\":\"hunter2\"}}").is(204);
    assertThat(admin.get("/regions/cloud").text()).doesNotContain("hunter2");
    mira.put("/regions/cloud/credentials", "{\"values\":{}}").problem(403, "forbidden");
    admin.put("/regions/nowhere/credentials", "{\"values\":{}}").problem(404, "not-found");
    admin.delete("/regions/cloud").is(204);
    admin.put("/projects/demo/regions/own", "{\"kind\":\"openstack\"}").is(200);
    admin.put("/projects/demo/regions/own/credentials", "{\"values\":{\"a\":\"b\"}}").is(204);
    admin.delete("/projects/demo/regions/own").is(204);
  }

  @Test
  @Order(4)
  void plans_are_published_and_validated() throws Exception {
    var zip = ZipOf.plan("echo", "1.0.0");
    admin.send("POST", "/plans:validate", "application/zip", zip).is(200);
    admin.send("POST", "/plans", "application/zip", zip).is(201);
    admin.send("POST", "/plans", "application/zip", zip).is(200);
    admin.get("/plans").is(200);
    admin.get("/plans/echo").is(200);
    assertThat(admin.get("/plans/echo@1/bundle").is(200).header("content-type"))
        .isEqualTo("application/zip");
    var wrong =
        admin
            .send(
                "POST",
                "/projects/demo/plans:validate",
                "application/zip",
                ZipOf.files(java.util.Map.of("plan.yaml", "kind: Plan\nnmae: x\n")))
            .is(200)
            .json();
    assertThat(wrong.path("valid").asBoolean()).isFalse();
    assertThat(wrong.at("/errors/0/pointer").asText()).startsWith("plan.yaml:");
    admin.send("POST", "/projects/demo/plans", "application/zip", ZipOf.plan("own", "0.1.0"));
    mira.get("/projects/demo/plans").is(200);
    mira.get("/projects/demo/plans/echo@1.0.0").is(200);
    mira.get("/projects/demo/plans/echo/bundle").is(200);
    admin.get("/plans/nothing").problem(404, "not-found");
    admin.send("POST", "/plans", "application/zip", "no zip".getBytes()).is(400);
  }

  @Test
  @Order(5)
  void deployments_are_installed_changed_and_watched() throws Exception {
    var request = "{\"name\":\"orders\",\"plan\":\"echo@1\",\"params\":{\"size\":2}}";
    assertThat(mira.post(D + ":preview", request).is(200).json().at("/counts/create").asInt())
        .isEqualTo(1);
    var taken = mira.post(D, request, "Idempotency-Key", "k1").is(202);
    assertThat(taken.header("location")).startsWith("/api/v1/projects/demo/commands/");
    assertThat(taken.header("etag")).isEqualTo("\"1\"");
    mira.post(D, request, "Idempotency-Key", "k1").is(202);
    mira.post(D, request.replace("2", "3"), "Idempotency-Key", "k1")
        .problem(422, "idempotency-key-reused");
    mira.post(D, request).is(409);
    assertThat(mira.get(D).json().path("items")).hasSize(1);
    var shown = mira.get(D + "/orders").is(200);
    assertThat(shown.header("etag")).isEqualTo("\"1\"");
    mira.patch(D + "/orders", "{\"params\":{\"size\":3}}", "If-Match", "\"7\"").is(412);
    mira.patch(D + "/orders", "{\"params\":{\"size\":3},\"expires\":\"8h\"}", "If-Match", "\"1\"")
        .is(202);
    mira.patch(D + "/orders", "{\"params\":{\"size\":null},\"expires\":\"never\"}").is(202);
    mira.post(D + "/orders:preview", "{\"update\":{\"params\":{\"size\":4}}}").is(200);
    mira.post(D + "/orders:preview", "{\"remove\":{\"retain\":true}}").is(200);
    mira.post(D + "/orders:preview", "{\"update\":{},\"remove\":{}}").is(400);
    mira.post(D + "/orders:preview", "{\"scale\":{\"components\":{\"main\":2}}}").is(200);
    mira.post(D + "/orders:scale", "{\"components\":{\"main\":2}}").is(202);
    mira.post(D + "/orders:scale", "{\"components\":{\"other\":2}}").problem(422, "cannot-scale");
    for (var wrong : new String[] {"{}", "{\"main\":null}", "{\"main\":\"2\"}", "{\"main\":1.5}"}) {
      mira.post(D + "/orders:scale", "{\"components\":" + wrong + "}").is(400);
    }
  }

  @Test
  @Order(6)
  void runs_logs_and_outputs_can_be_read() throws Exception {
    var run = api.run("demo", "orders", "01K0000000000000000000RUN1").value();
    assertThat(mira.get(D + "/orders/runs").json().path("items")).hasSize(1);
    assertThat(mira.get("/projects/demo/runs/" + run).is(200).json().path("steps")).hasSize(1);
    assertThat(mira.get("/projects/demo/runs/" + run + "/log").text()).isEqualTo("first\nsecond\n");
    assertThat(mira.get(D + "/orders/log").text()).isEqualTo("first\nsecond\n");
    api.reach("demo", "orders", new io.sutler.domain.RunId(run));
    var events =
        mira.get("/projects/demo/runs/" + run + "/log", "Accept", "text/event-stream").text();
    assertThat(events).contains("first").contains("event:end");
    var later =
        mira.get(
                "/projects/demo/runs/" + run + "/log",
                "Accept",
                "text/event-stream",
                "Last-Event-ID",
                "1")
            .text();
    assertThat(later).contains("second").doesNotContain("first");
    assertThat(mira.get(D + "/orders").text())
        .doesNotContain("http://clear")
        .contains("\"secret\":true");
    assertThat(
            mira.post(D + "/orders/outputs/url:reveal", "").is(200).json().path("value").asText())
        .isEqualTo("http://clear");
    mira.post(D + "/orders/outputs/none:reveal", "").problem(404, "not-found");
  }

  @Test
  @Order(7)
  void commands_are_listed_awaited_and_cancelled() throws Exception {
    for (var verb : new String[] {"stop", "start", "hold", "release", "retry"}) {
      mira.post(D + "/orders:" + verb, "").is(202);
    }
    assertThat(mira.post(D + "/orders:suspend", "").status()).isIn(400, 409);
    var poke = mira.post(D + "/orders/operations/poke", "{\"params\":{}}").is(202);
    var list = mira.get("/projects/demo/commands?deployment=orders&limit=3").is(200).json();
    assertThat(list.path("items")).hasSize(3);
    assertThat(
            mira.get("/projects/demo/commands?after=" + list.path("next").asText())
                .json()
                .path("items"))
        .isNotEmpty();
    var one = "/projects/demo/commands/" + poke.json().path("id").asText();
    assertThat(mira.get(one + "?wait=50ms").json().path("state").asText()).isEqualTo("accepted");
    assertThat(mira.post(one + ":cancel", "").is(200).json().path("state").asText())
        .isEqualTo("cancelled");
    mira.get(one + "?wait=61s").problem(400, "invalid");
    mira.get("/projects/demo/commands/NONE").problem(404, "not-found");
    var story = mira.get(D + "/orders/story?limit=3").is(200).json().path("items");
    assertThat(story).hasSize(3);
    assertThat(story.toString()).contains("poke by mira, cancelled");
    mira.get(D + "/nothing/story").problem(404, "not-found");
    mira.get(D + "/orders/story?limit=x").is(400);
    mira.post(D + "/orders/operations/poke", "{\"component\":\"other\"}").problem(400, "invalid");
  }

  @Test
  @Order(8)
  void the_rest_is_for_operators() throws Exception {
    mira.get("/projects/demo/retained").is(200);
    mira.delete("/projects/demo/retained/none").problem(404, "not-found");
    assertThat(admin.get("/projects/demo/audit?limit=5").json().path("items")).hasSize(5);
    assertThat(admin.get("/audit").json().path("items").toString()).contains("sign-in");
    admin.get("/ghosts").is(200);
    admin.delete("/ghosts/none").problem(404, "not-found");
    assertThat(mira.get("/system").json().path("store").asText()).isEqualTo("sqlite");
    assertThat(mira.get("/system").json().path("counts")).as("of all tenants").isEmpty();
    assertThat(admin.post("/system:backup", "").is(200).text()).isNotEmpty();
    mira.post("/system:backup", "").problem(403, "forbidden");
    assertThat(open.get("/openapi.yaml").is(200).text()).startsWith("openapi: 3.1");
    assertThat(open.get("/openapi.json").json().path("openapi").asText()).isEqualTo("3.1.0");
    mira.delete(D + "/orders?retain=false&destroyData=true").is(202);
    admin.delete("/users/mira").is(204);
  }

  @Test
  @Order(9)
  void every_route_of_the_document_was_called() {
    // Events never end: WatchTest reads them. No driver here suspends, leaves ghosts or keeps
    // things.
    assertThat(admin.missed(mira, open, gone))
        .containsExactlyInAnyOrder(
            "GET /projects/{project}/events",
            "GET /projects/{project}/deployments/{deployment}/events",
            "POST /projects/{project}/deployments/{deployment}:suspend",
            "DELETE /projects/{project}/retained/{retained}",
            "DELETE /ghosts/{ghost}");
  }
}
