package io.sutler.api.v1;

import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.app.ApiUnderTest;
import io.sutler.json.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BadInputTest {
  private static final String D = "/projects/demo/deployments";
  @TempDir static Path data;
  private static ApiUnderTest api;
  private static Checked admin;

  @BeforeAll
  static void start() throws Exception {
    api = new ApiUnderTest(data);
    admin = new Checked(api, api.adminToken());
    admin.send("POST", "/plans", "application/zip", ZipOf.plan("echo", "1.0.0")).is(201);
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a/b",
        "../x",
        "..",
        ".",
        "A",
        "Orders",
        "\u043erders",
        "a b",
        "a\tb",
        "a\u001fb",
        "-a",
        "a-",
        "1a",
        "a_b",
        "a.b",
        "a\n",
        "аdmin",
        "o\u0301",
        "😀",
        "a%2fb",
        "a\\b",
        "a:start"
      })
  void hostile_names_are_refused_everywhere(String name) throws Exception {
    var text = Json.write(name);
    var at =
        admin
            .post(D, "{\"name\":%s,\"plan\":\"echo\"}".formatted(text))
            .is(400)
            .json()
            .at("/errors/0/pointer");
    assertThat(at.asText()).isEqualTo("/name");
    admin.post("/projects", "{\"name\":%s}".formatted(text)).is(400);
    admin.post("/users", "{\"name\":%s}".formatted(text)).is(400);
    var inPath = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    if (!name.isEmpty()
        && !name.contains(".")
        && !name.contains("/")
        && !name.contains("%")
        && !name.contains(":")) {
      admin.get(D + "/" + inPath).problem(404, "not-found");
    }
  }

  @Test
  void names_of_three_hundred_characters_are_refused() throws Exception {
    var name = "a".repeat(300);
    admin.post(D, "{\"name\":\"%s\",\"plan\":\"echo\"}".formatted(name)).is(400);
    admin.get(D + "/" + name).problem(404, "not-found");
    admin.post("/projects", "{\"name\":\"%s\"}".formatted(name)).is(400);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"name\":\"x\",\"plan\":\"echo\",\"params\":{\"size\":\"2\"}}|/params/size",
        "{\"name\":\"x\",\"plan\":\"echo\",\"params\":{\"size\":10}}|/params/size",
        "{\"name\":\"x\",\"plan\":\"echo\",\"params\":{\"none\":1}}|/params/none",
        "{\"name\":\"x\",\"plan\":\"echo\",\"expires\":\"soon\"}|/expires",
        "{\"name\":\"x\",\"plan\":\"echo\",\"expires\":\"999999999d\"}|/expires",
        "{\"name\":\"x\",\"plan\":\"echo\",\"schedules\":{\"poke\":\"x\"}}|/schedules/poke",
        "{\"name\":\"x\",\"plan\":\"echo\",\"params\":{\"size\":null}}|/params/size",
        "{\"name\":\"x\",\"plan\":\"echo\",\"nonsense\":1}|/nonsense",
        "{\"name\":\"x\"}|/plan",
      })
  void what_is_wrong_with_a_deployment_is_pointed_at(String body, String pointer) throws Exception {
    var problem = admin.post(D, body).is(400).json();
    assertThat(problem.at("/errors/0/pointer").asText()).as(problem.toString()).isEqualTo(pointer);
    assertThat(admin.get(D + "/x").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$(rm -rf ~)",
        "`id`",
        "; reboot",
        "${secrets.x}",
        "${params.size}",
        "a\nb",
        "' OR 1=1 --",
        "{{ lookup('pipe','id') }}",
        "%s%n",
        "\u202eevil"
      })
  void hostile_values_are_carried_as_they_are(String word) throws Exception {
    var name = "v" + Integer.toHexString(word.hashCode());
    admin
        .post(D, Json.write(Map.of("name", name, "plan", "echo", "params", Map.of("word", word))))
        .is(202);
    assertThat(admin.get(D + "/" + name).json().at("/desired/params/word").asText())
        .isEqualTo(word);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1", "\"x\"", "\"-1\"", "W/\"1\"", "\"1\", \"2\"", "\"99999999999999999999\""})
  void an_etag_that_is_none_is_refused(String tag) throws Exception {
    install("tagged" + Integer.toHexString(tag.hashCode()));
    admin
        .patch(D + "/tagged" + Integer.toHexString(tag.hashCode()), "{}", "If-Match", tag)
        .problem(400, "invalid");
  }

  private static void install(String name) throws Exception {
    admin.post(D, "{\"name\":\"%s\",\"plan\":\"echo\"}".formatted(name)).is(202);
  }

  @Test
  void a_stale_etag_changes_nothing_and_says_what_is_there() throws Exception {
    install("stale");
    admin.patch(D + "/stale", "{\"params\":{\"size\":2}}", "If-Match", "\"1\"").is(202);
    var reply = admin.patch(D + "/stale", "{\"params\":{\"size\":3}}", "If-Match", "\"1\"").is(412);
    assertThat(reply.json().path("code").asText()).isNotBlank();
    admin.delete(D + "/stale", "If-Match", "\"1\"").is(412);
    assertThat(admin.get(D + "/stale").json().at("/desired/params/size").asInt()).isEqualTo(2);
    admin.patch(D + "/stale", "{\"params\":{\"size\":4}}", "If-Match", "*").is(202);
  }

  @Test
  void an_idempotency_key_is_taken_once() throws Exception {
    var body = "{\"name\":\"once\",\"plan\":\"echo\"}";
    var first = admin.post(D, body, "Idempotency-Key", "key").is(202);
    var again = admin.post(D, body, "Idempotency-Key", "key").is(202);
    assertThat(again.json().path("id")).isEqualTo(first.json().path("id"));
    assertThat(again.header("idempotent-replayed")).isEqualTo("true");
    assertThat(admin.post(D, body.replace("once", "twice"), "Idempotency-Key", "key").status())
        .isEqualTo(422);
    admin.get(D + "/twice").problem(404, "not-found");
    assertThat(admin.post(D, body, "Idempotency-Key", "x".repeat(201)).status()).isEqualTo(400);
  }

  @Test
  void quotas_are_kept_and_explained() throws Exception {
    admin.post("/projects", "{\"name\":\"small\",\"quota\":{\"deployments\":1}}").is(201);
    admin.post("/projects/small/deployments", "{\"name\":\"a\",\"plan\":\"echo\"}").is(202);
    var over =
        admin
            .post("/projects/small/deployments", "{\"name\":\"b\",\"plan\":\"echo\"}")
            .problem(403, "quota-exceeded")
            .json();
    assertThat(over.path("details")).as(over.toString()).isNotEmpty();
    admin.get("/projects/small/deployments/b").problem(404, "not-found");
  }

  @Test
  void a_bundle_of_ten_megabytes_and_more_is_too_large() throws Exception {
    admin
        .send("POST", "/plans", "application/zip", new byte[(10 << 20) + 1])
        .problem(413, "too-large");
    admin
        .send("POST", "/plans", "application/json", "{}".getBytes())
        .problem(415, "unsupported-media-type");
  }

  @Test
  void pages_are_followed_to_the_end() throws Exception {
    admin.post("/projects", "{\"name\":\"paged\"}").is(201);
    for (var name : new String[] {"c", "a", "e", "b", "d"}) {
      admin
          .post(
              "/projects/paged/deployments", "{\"name\":\"%s\",\"plan\":\"echo\"}".formatted(name))
          .is(202);
    }
    var names = new StringBuilder();
    var after = "";
    do {
      var page =
          admin
              .get(
                  "/projects/paged/deployments?limit=2"
                      + (after.isEmpty() ? "" : "&after=" + after))
              .is(200)
              .json();
      page.path("items").forEach(d -> names.append(d.at("/metadata/name").asText()));
      after = page.path("next").asText("");
    } while (!after.isEmpty());
    assertThat(names).hasToString("abcde");
    assertThat(admin.get("/projects/paged/deployments?limit=0").status()).isEqualTo(400);
    assertThat(admin.get("/projects/paged/deployments?limit=501").status()).isEqualTo(400);
    assertThat(admin.get("/projects/paged/deployments?after=zzz").json().path("items")).isEmpty();
  }
}
