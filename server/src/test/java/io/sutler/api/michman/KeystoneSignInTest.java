package io.sutler.api.michman;

import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.access.FakeSite;
import io.sutler.access.MovedClock;
import io.sutler.app.ApiUnderTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signing in at {@code /auth} with Keystone's tokens, and what the policy leaves of it. */
class KeystoneSignInTest {
  private static final String POLICY =
      """
      p, admin, /images, *
      p, admin, /flavors, *
      p, admin, /projects, *
      p, user, /images, GET
      p, user, /projects, POST
      p, user, /version, GET
      p, project_member, /projects/*, *
      """;
  private final MovedClock clock = new MovedClock();
  @TempDir Path data;
  private FakeSite keystone;
  private ApiUnderTest api;

  @BeforeEach
  void start() throws Exception {
    keystone = new FakeSite();
    var policy = Files.writeString(data.resolve("policy.csv"), POLICY);
    api =
        new ApiUnderTest(
            Files.createDirectory(data.resolve("d")),
            clock,
            List.of(
                "--michman-auth=keystone",
                "--keystone=" + keystone.address(),
                "--admin-group=ops",
                "--policy=" + policy));
  }

  @AfterEach
  void stop() {
    api.close();
    keystone.close();
  }

  private Browser signedIn(String id, String... groups) throws Exception {
    var roles = new StringBuilder();
    for (var group : groups) {
      roles.append(roles.isEmpty() ? "" : ",").append("{\"name\":\"" + group + "\"}");
    }
    keystone.answers(
        "/v3/auth/tokens",
        200,
        "{\"token\":{\"user\":{\"id\":\"%s\"},\"roles\":[%s]}}".formatted(id, roles));
    var browser = new Browser(api);
    browser.get("/auth", "X-Auth-Token", "a", "X-Subject-Token", "b").is(200);
    return browser;
  }

  private void prepared() throws Exception {
    var admin = signedIn("root", "ops");
    admin
        .send(
            "POST", "/images", "{\"Name\":\"u\",\"AnsibleUser\":\"ubuntu\",\"CloudImageID\":\"c\"}")
        .is(201);
    admin.send("POST", "/flavors", "{\"Name\":\"m\",\"VCPUs\":1,\"RAM\":1024,\"Disk\":10}").is(201);
  }

  private static String project(String name, String group) {
    return """
    {"DisplayName":"%s","GroupID":"%s","DefaultImage":"u","DefaultMasterFlavor":"m",
     "DefaultSlavesFlavor":"m","DefaultStorageFlavor":"m","DefaultMonitoringFlavor":"m"}\
    """
        .formatted(name, group);
  }

  @Test
  void who_keystone_knows_is_signed_in_with_its_roles_as_groups() throws Exception {
    keystone.answers(
        "/v3/auth/tokens",
        200,
        "{\"token\":{\"user\":{\"id\":\"4f2a\"},\"roles\":[{\"name\":\"eng\"},{\"name\":\"b\"}]}}");
    var browser = new Browser(api);
    var reply = browser.raw("GET", "/auth", "", "X-Auth-Token", "a", "X-Subject-Token", "b");
    assertThat(reply.body())
        .contains(
            "\"groups\":\"b,eng\"", "\"user_id\":\"4f2a\"", "You are a member of some groups");
    assertThat(Browser.setCookie(reply).orElseThrow())
        .matches("session=[A-Za-z0-9_-]{43}; Path=/; Max-Age=57600; HttpOnly; SameSite=Lax");
    browser.get("/images").is(200);
    new Browser(api).with('"' + browser.session() + '"').get("/images").is(200);
    var tls =
        browser.raw(
            "GET",
            "/auth",
            "",
            "X-Auth-Token",
            "a",
            "X-Subject-Token",
            "b",
            "X-Forwarded-Proto",
            "https");
    assertThat(Browser.setCookie(tls).orElseThrow()).endsWith("; Secure");
    assertThat(audit()).contains("sign-in", "user/keystone.4f2a", "127.0.0.1");
  }

  private String audit() {
    return api.store().audits().page(Optional.empty(), Long.MAX_VALUE, 50).toString();
  }

  @Test
  void nobody_gets_in_without_or_with_bad_tokens() throws Exception {
    var browser = new Browser(api);
    browser.get("/images").fault(900, 403, "sign in first");
    browser.get("/auth").fault(900, 403, "X-Auth-Token from headers required, can't be nil");
    keystone.answers("/v3/auth/tokens", 401, "{}");
    browser
        .get("/auth", "X-Auth-Token", "secret-a", "X-Subject-Token", "secret-b")
        .fault(900, 403, "does not take these tokens");
    assertThat(browser.session()).isEmpty();
    assertThat(audit()).contains("refused", "keystone.?").doesNotContain("secret-");
    keystone.answers("/v3/auth/tokens", 500, "boom");
    browser.get("/auth", "X-Auth-Token", "a", "X-Subject-Token", "b").fault(0, 500, "answers 500");
  }

  @Test
  void tries_are_limited() throws Exception {
    keystone.answers("/v3/auth/tokens", 401, "{}");
    var browser = new Browser(api);
    for (int i = 0; i < 10; i++) {
      browser.get("/auth", "X-Auth-Token", "a", "X-Subject-Token", "b").fault(900, 403, "not take");
    }
    browser.get("/auth", "X-Auth-Token", "a", "X-Subject-Token", "b").fault(900, 403, "too many");
    assertThat(keystone.asked()).hasSize(10);
  }

  @Test
  void a_session_that_somebody_else_chose_is_never_taken() throws Exception {
    var chosen = "A".repeat(43);
    keystone.answers("/v3/auth/tokens", 200, "{\"token\":{\"user\":{\"id\":\"1\"},\"roles\":[]}}");
    var browser = new Browser(api).with(chosen);
    browser.get("/auth", "X-Auth-Token", "a", "X-Subject-Token", "b").is(200);
    assertThat(browser.session()).isNotEqualTo(chosen);
    new Browser(api).with(chosen).get("/images").fault(900, 403, "sign in first");
    var first = browser.session();
    browser.get("/auth", "X-Auth-Token", "a", "X-Subject-Token", "b").is(200);
    new Browser(api).with(first).get("/images").fault(900, 403, "sign in first");
  }

  @Test
  void signing_out_and_time_end_a_session() throws Exception {
    var browser = signedIn("1");
    var text = browser.session();
    browser.send("DELETE", "/auth", "").is(204);
    assertThat(browser.session()).isEmpty();
    new Browser(api).with(text).get("/images").fault(900, 403, "sign in first");
    var idle = signedIn("1");
    clock.pass(Duration.ofHours(8));
    idle.get("/images").fault(900, 403, "sign in first");
  }

  @Test
  void another_sites_page_changes_nothing_with_ones_session() throws Exception {
    prepared();
    var browser = signedIn("1", "eng");
    browser
        .send("POST", "/projects", project("Red", "eng"), "Sec-Fetch-Site", "cross-site")
        .fault(900, 403, "another site's page");
    browser
        .send("POST", "/projects", project("Red", "eng"), "Sec-Fetch-Site", "same-origin")
        .is(201);
  }

  @Test
  void a_group_has_its_projects_and_sees_no_others() throws Exception {
    prepared();
    var red = signedIn("1", "red");
    red.send("POST", "/projects", project("Red", "red")).is(201);
    red.get("/projects/Red").is(200);
    var colleague = signedIn("2", "red");
    colleague.get("/projects/Red").is(200);
    colleague.send("PUT", "/projects/Red", "{\"Description\":\"ours\"}").is(200);
    var blue = signedIn("3", "blue");
    blue.get("/projects/Red").fault(1000, 404, "project with this name or id (Red)");
    blue.get("/projects/None").fault(1000, 404, "project with this name or id (None)");
    blue.send("DELETE", "/projects/Red", "").fault(1000, 404, "does not exist");
    blue.send("POST", "/projects", project("Blue", "")).is(201);
    signedIn("4", "").get("/projects/Blue").fault(1000, 404, "does not exist");
    colleague.send("DELETE", "/projects/Red", "").is(204);
    assertThat(
            api.store()
                .audits()
                .page(api.store().accounts().project("blue").map(p -> p.id()), Long.MAX_VALUE, 50)
                .toString())
        .contains("keystone.3", "create project");
  }

  @Test
  void a_project_that_is_given_to_another_group_is_that_groups_alone() throws Exception {
    prepared();
    var red = signedIn("1", "red");
    var blue = signedIn("3", "blue");
    red.send("POST", "/projects", project("Ours", "red")).is(201);
    signedIn("2", "red").send("PUT", "/projects/Ours", "{\"GroupID\":\"a,b\"}").fault(300, 400, "");
    blue.get("/projects/Ours").fault(1000, 404, "does not exist");
    var given = red.send("PUT", "/projects/Ours", "{\"GroupID\":\"blue\"}").is(200);
    assertThat(given.data().path("GroupID").asText()).isEqualTo("blue");
    assertThat(blue.get("/projects/Ours").is(200).data().path("GroupID").asText())
        .isEqualTo("blue");
    signedIn("2", "red").get("/projects/Ours").fault(1000, 404, "does not exist");
  }

  @Test
  void the_policy_takes_away_and_never_adds() throws Exception {
    prepared();
    var user = signedIn("1", "red");
    user.get("/flavors").fault(900, 403, "unauthorized to access the resource");
    user.get("/projects").fault(900, 403, "unauthorized to access the resource");
    // the policy would let an administrator only; a user it never could
    user.send("POST", "/images", "{}").fault(900, 403, "unauthorized");
    user.send("POST", "/projects", project("Red", "red")).is(201);
    // in a project's paths an administrator counts as a user, as with the original
    var admin = signedIn("root", "ops");
    admin.get("/projects/Red").fault(900, 403, "unauthorized to access the resource");
    admin.get("/projects/none").fault(1000, 404, "does not exist");
    admin.get("/configs").fault(900, 403, "unauthorized");
    // an operator's own token has limits of its own
    new Client(api, api.adminToken()).get("/configs").is(200);
  }

  @Test
  void a_path_in_disguise_meets_the_same_rules() throws Exception {
    prepared();
    signedIn("1", "red").send("POST", "/projects", project("Red", "red")).is(201);
    var blue = signedIn("3", "blue");
    for (var path :
        List.of("/%66lavors", "//flavors", "/images/../flavors", "/images/%2e%2e/flavors")) {
      assertThat(blue.get(path).status()).as(path).isIn(400, 403, 404);
    }
    for (var path : List.of("/projects/%52ed", "/projects/Red%2F..%2FRed", "/projects/Red;x=1")) {
      assertThat(blue.get(path).status()).as(path).isIn(400, 403, 404);
    }
  }

  @Test
  void a_restart_keeps_who_is_signed_in() throws Exception {
    var browser = signedIn("1", "red");
    api.close();
    api =
        new ApiUnderTest(
            data.resolve("d"),
            clock,
            List.of("--michman-auth=keystone", "--keystone=" + keystone.address()));
    new Browser(api).with(browser.session()).get("/images").is(200);
  }
}
