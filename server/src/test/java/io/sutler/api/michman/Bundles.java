package io.sutler.api.michman;

import io.sutler.app.ApiUnderTest;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Publishes plans as operators and projects do: through the native API. */
record Bundles(ApiUnderTest api, String token) {
  /** A plan that can be put on machines of another, by a script that does nothing. */
  static final String RECIPE =
      """
      kind: Plan
      name: notebook
      version: 1.0.0
      parameters:
        own_machines: { type: boolean, default: true }
        machines: { type: array, optional: true, items: { type: object } }
        key: { type: string, writeOnly: true, optional: true }
        extra_vars: { type: object, default: {} }
        version: { enum: ["1", "2"], default: "1" }
      components:
        main:
          driver: script
          with:
            script: bin/run
            settings: { vars: "${params.extra_vars}", on: "${has(params.machines) ? params.machines : []}" }
          outputs: { url: { type: endpoint } }
      outputs: { url: "${main.url}" }
      """;

  /** The answer to publishing. */
  String publish(String path, String plan) throws Exception {
    var zip = zip(Map.of("plan.yaml", plan, "bin/run", "#!/bin/sh\n"));
    var request =
        HttpRequest.newBuilder(api.uri("/api/v1" + path))
            .header("Content-Type", "application/zip")
            .header("Authorization", "Bearer " + token)
            .POST(HttpRequest.BodyPublishers.ofByteArray(zip))
            .build();
    var reply = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    return reply.statusCode() + " " + reply.body();
  }

  static byte[] zip(Map<String, String> files) throws Exception {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (var file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }
}
