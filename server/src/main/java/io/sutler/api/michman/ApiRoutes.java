package io.sutler.api.michman;

import io.sutler.api.Answer;
import io.sutler.api.Ask;
import io.sutler.api.HttpRefusal;
import io.sutler.api.Route;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /api}: the description of this API, and Swagger's pages to read it. Open to everybody. */
final class ApiRoutes {
  private static final String DOCUMENT = "openapi.yaml";

  /** Where Michman's clients look for it. */
  private static final String THERE = "swagger.yaml";

  private static final String INDEX = "index.html";

  /** Where the pages lie in their jar; the version is of the build. */
  private static final String PAGES = "META-INF/resources/webjars/swagger-ui/5.32.15/";

  private static final Map<String, String> TYPES =
      Map.of(
          INDEX,
          "text/html; charset=utf-8",
          "index.css",
          "text/css",
          "swagger-ui.css",
          "text/css",
          "swagger-ui-bundle.js",
          "text/javascript",
          "swagger-ui-standalone-preset.js",
          "text/javascript",
          "favicon-16x16.png",
          "image/png",
          "favicon-32x32.png",
          "image/png");
  private static final String START =
      """
      window.onload = function () {
        window.ui = SwaggerUIBundle({
          url: "openapi.yaml",
          dom_id: "#swagger-ui",
          presets: [SwaggerUIBundle.presets.apis, SwaggerUIStandalonePreset],
          layout: "StandaloneLayout"
        });
      };
      """;

  private ApiRoutes() {}

  static List<Route> routes() {
    return List.of(
        new Route("GET", "/api/", true, ask -> page(INDEX)),
        new Route("GET", "/api/{file}", true, ApiRoutes::file));
  }

  private static Answer file(Ask ask) {
    return switch (ask.path("file")) {
      case DOCUMENT, THERE -> new Answer.Bytes("application/yaml", document(ask), Map.of());
      case "swagger-initializer.js" ->
          new Answer.Bytes("text/javascript", START.getBytes(StandardCharsets.UTF_8), Map.of());
      case String name when TYPES.containsKey(name) -> page(name);
      case String other ->
          throw new HttpRefusal(404, "not-found", "there is no such page: begin at api/");
    };
  }

  private static Answer page(String name) {
    var type = Optional.ofNullable(TYPES.get(name)).orElse("text/plain");
    return new Answer.Bytes(
        type, read(ApiRoutes.class.getClassLoader().getResourceAsStream(PAGES + name)), Map.of());
  }

  /** With the address that this face has here. */
  private static byte[] document(Ask ask) {
    var path = ask.wholePath();
    var prefix = path.substring(0, path.lastIndexOf("/api/"));
    var text =
        new String(read(ApiRoutes.class.getResourceAsStream(DOCUMENT)), StandardCharsets.UTF_8);
    return text.replace("servers: [{ url: / }]", "servers: [{ url: %s }]".formatted(prefix + "/"))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] read(@Nullable InputStream resource) {
    try (var in = resource) {
      if (in == null) {
        throw new IllegalStateException("a page of Swagger's is not in the jar");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
