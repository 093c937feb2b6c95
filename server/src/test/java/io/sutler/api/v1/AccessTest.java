package io.sutler.api.v1;

import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.app.ApiUnderTest;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessTest {
  private static final String D = "/projects/demo/deployments";

  enum Who {
    ADMIN,
    OWNER,
    EDITOR,
    VIEWER,
    STRANGER,
    NOBODY
  }

  @TempDir static Path data;
  private static ApiUnderTest api;
  private static final Map<Who, Checked> CLIENTS = new EnumMap<>(Who.class);

  @BeforeAll
  static void start() throws Exception {
    api = new ApiUnderTest(data);
    var admin = new Checked(api, api.adminToken());
    CLIENTS.put(Who.ADMIN, admin);
    CLIENTS.put(Who.NOBODY, new Checked(api, ""));
    for (var who : List.of(Who.OWNER, Who.EDITOR, Who.VIEWER, Who.STRANGER)) {
      var name = Words.of(who);
      admin
          .post("/users", "{\"name\":\"%s\",\"password\":\"long enough\"}".formatted(name))
          .is(201);
      if (who != Who.STRANGER) {
        admin.put("/projects/demo/members/" + name, "{\"role\":\"%s\"}".formatted(name)).is(200);
      }
      var signedIn =
          as(Who.NOBODY)
              .post("/sessions", "{\"user\":\"%s\",\"password\":\"long enough\"}".formatted(name))
              .is(201);
      CLIENTS.put(who, new Checked(api, signedIn.json().path("token").asText()));
    }
    admin.send("POST", "/plans", "application/zip", ZipOf.plan("echo", "1.0.0")).is(201);
    admin.post(D, "{\"name\":\"orders\",\"plan\":\"echo\"}").is(202);
  }

  private static Checked as(Who who) {
    return Objects.requireNonNull(CLIENTS.get(who));
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GET    | /projects/demo                          |                                    | 200,200,200,200,404,401
          GET    | /projects/demo/deployments              |                                    | 200,200,200,200,404,401
          GET    | /projects/demo/deployments/orders       |                                    | 200,200,200,200,404,401
          GET    | /projects/demo/commands                 |                                    | 200,200,200,200,404,401
          GET    | /projects/demo/secrets                  |                                    | 200,200,200,200,404,401
          GET    | /projects/demo/audit                    |                                    | 200,200,403,403,404,401
          PATCH  | /projects/demo/deployments/orders       | {"params":{"size":2}}              | 202,202,202,403,404,401
          POST   | /projects/demo/deployments/orders:stop  |                                    | 202,202,202,403,404,401
          PUT    | /projects/demo/secrets/a                | {"value":"b"}                      | 204,204,204,403,404,401
          PUT    | /projects/demo/members/viewer           | {"role":"viewer"}                  | 200,200,403,403,404,401
          PUT    | /projects/demo/quota                    | {}                                 | 200,403,403,403,403,401
          GET    | /users/admin                            |                                    | 200,404,404,404,404,401
          GET    | /audit                                  |                                    | 200,403,403,403,403,401
          GET    | /ghosts                                 |                                    | 200,403,403,403,403,401
          POST   | /system:backup                          |                                    | 200,403,403,403,403,401
          DELETE | /regions/none                           |                                    | 404,403,403,403,403,401
          GET    | /me                                     |                                    | 200,200,200,200,200,401
          GET    | /plans                                  |                                    | 200,200,200,200,200,401
          """)
  void everyone_gets_what_is_theirs(String method, String path, String body, String expected)
      throws Exception {
    var codes = expected.split(",");
    for (var who : Who.values()) {
      var text = body == null ? "" : body;
      var reply =
          as(who).send(method, path, text.isEmpty() ? "" : "application/json", text.getBytes());
      assertThat(reply.status())
          .as("%s %s by %s: %s", method, path, who, reply.text())
          .isEqualTo(Integer.parseInt(codes[who.ordinal()]));
    }
  }

  @Test
  void a_token_may_do_no_more_than_its_scopes_and_project() throws Exception {
    var owner = as(Who.OWNER);
    var reader = issue(owner, "{\"label\":\"r\",\"scopes\":[\"read\"]}");
    reader.get(D + "/orders").is(200);
    reader.patch(D + "/orders", "{\"params\":{\"size\":2}}").problem(403, "scope-missing");
    var weak = issue(owner, "{\"label\":\"v\",\"role\":\"viewer\",\"project\":\"demo\"}");
    weak.get(D + "/orders").is(200);
    weak.patch(D + "/orders", "{\"params\":{\"size\":2}}").problem(403, "forbidden");
    as(Who.VIEWER).post("/tokens", "{\"label\":\"x\",\"role\":\"admin\"}").is(403);
  }

  private static Checked issue(Checked who, String request) throws Exception {
    return new Checked(api, who.post("/tokens", request).is(201).json().path("token").asText());
  }

  @Test
  void a_revoked_token_is_worth_nothing_at_once() throws Exception {
    var editor = as(Who.EDITOR);
    var issued = editor.post("/tokens", "{\"label\":\"t\"}").is(201).json();
    var client = new Checked(api, issued.path("token").asText());
    client.get("/me").is(200);
    editor.delete("/tokens/" + issued.at("/info/id").asText()).is(204);
    client.get("/me").problem(401, "unknown-token");
  }

  @Test
  void guessing_passwords_is_slowed_down() throws Exception {
    var nobody = as(Who.NOBODY);
    var reply = nobody.post("/sessions", "{\"user\":\"stranger\",\"password\":\"no\"}");
    for (int i = 0; i < 40 && reply.status() == 401; i++) {
      reply = nobody.post("/sessions", "{\"user\":\"stranger\",\"password\":\"no\"}");
    }
    reply.is(429);
    assertThat(Integer.parseInt(reply.header("retry-after"))).isPositive();
  }
}
