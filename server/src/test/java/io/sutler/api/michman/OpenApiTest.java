package io.sutler.api.michman;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What the face says of itself, and that it is so. */
class OpenApiTest extends OneFace {
  private JsonNode document() throws Exception {
    return new YAMLMapper().readTree(michman.get("/api/openapi.yaml").is(200).text());
  }

  @Test
  void the_document_lists_the_very_routes_that_there_are() throws Exception {
    var told = new TreeSet<String>();
    document()
        .path("paths")
        .properties()
        .forEach(path ->
            path.getValue()
                .fieldNames()
                .forEachRemaining(method -> {
                  if (!method.equals("parameters")) {
                    told.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey());
                  }
                }));
    var there = new TreeSet<String>();
    for (var route : api.michmanRoutes()) {
      if (!route.path().startsWith("/api") && !route.path().endsWith("/")) {
        there.add(route.method() + " " + route.path());
      }
    }
    // these are there where people sign in
    there.addAll(Set.of("GET /auth", "DELETE /auth"));
    assertThat(told).isEqualTo(there).hasSizeGreaterThanOrEqualTo(57);
  }

  @Test
  void swagger_reads_it_at_the_address_that_it_came_from() throws Exception {
    assertThat(document().at("/servers/0/url").asText()).isEqualTo("/michman/");
    assertThat(michman.get("/api/swagger.yaml").is(200).text())
        .isEqualTo(michman.get("/api/openapi.yaml").text());
    assertThat(michman.get("/api/").is(200).text()).contains("swagger-initializer.js");
    assertThat(michman.get("/api/swagger-initializer.js").is(200).text()).contains("openapi.yaml");
    for (var file :
        new String[] {
          "index.html",
          "index.css",
          "swagger-ui.css",
          "swagger-ui-bundle.js",
          "swagger-ui-standalone-preset.js",
          "favicon-16x16.png",
          "favicon-32x32.png"
        }) {
      assertThat(michman.get("/api/" + file).is(200).text()).as(file).isNotEmpty();
    }
    michman.get("/api/pom.xml").is(404);
    michman.get("/api/..%2f..%2fMANIFEST.MF").is(404);
    new Client(api, "").get("/api/").is(200);
  }

  @Test
  void a_slash_too_many_or_too_few_is_sent_on() throws Exception {
    for (var path : Set.of("/projects/", "/configs/x/versions/", "/version/", "/api")) {
      var reply = michman.get(path).is(301);
      var other = path.endsWith("/") ? path.substring(0, path.length() - 1) : path + "/";
      assertThat(reply.header("location")).isEqualTo("/michman" + other);
    }
    assertThat(michman.get("/configs/?view=full").is(301).header("location"))
        .isEqualTo("/michman/configs?view=full");
    assertThat(michman.post("/projects/", "{}").is(308).header("location"))
        .isEqualTo("/michman/projects");
    var hostile = michman.get("/projects/evil.example%0d%0aX=y/").is(301);
    assertThat(hostile.header("location")).startsWith("/michman/projects/").doesNotContain("\n");
  }

  @Test
  void a_method_that_a_path_does_not_know_is_refused() throws Exception {
    var reply = michman.send("PATCH", "/projects", "{}").is(405);
    assertThat(reply.header("allow")).isEqualTo("GET, POST");
    michman.delete("/version").is(405);
  }
}
