package io.sutler.api.v1;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.sutler.api.Answer;
import io.sutler.api.Route;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** The document that this API is checked against. Open: it holds no secret. */
final class OpenApiRoutes implements Resource {
  @Override
  public List<Route> routes() {
    return List.of(
        new Route(
            "GET",
            "/openapi.yaml",
            true,
            ask -> new Answer.Bytes("application/yaml", document(), Map.of())),
        new Route("GET", "/openapi.json", true, ask -> Answer.ok(json())));
  }

  private static byte[] document() {
    try (var in = OpenApiRoutes.class.getResourceAsStream("openapi.yaml")) {
      if (in == null) {
        throw new IllegalStateException("openapi.yaml is not in the jar");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Object json() {
    try {
      return new YAMLMapper().readTree(document());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
