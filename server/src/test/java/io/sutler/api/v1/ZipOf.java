package io.sutler.api.v1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Plans for tests. */
final class ZipOf {
  private ZipOf() {}

  static byte[] plan(String name, String version) throws IOException {
    return files(
        Map.of(
            "plan.yaml",
            """
            kind: Plan
            name: %s
            version: %s
            title: For tests
            parameters:
              size: { type: integer, minimum: 1, maximum: 9, default: 1, x-scales: main }
              word: { type: string, default: "" }
            components:
              main:
                driver: script
                with: { script: bin/deploy.sh, settings: { size: "${params.size}", word: "${params.word}" } }
                outputs: { url: { type: endpoint, secret: true } }
            operations:
              poke: { component: main, command: [bin/deploy.sh], repeatable: true }
            outputs: { url: "${main.url}" }
            """
                .formatted(name, version),
            "bin/deploy.sh",
            "#!/bin/sh\nexit 0\n"));
  }

  static byte[] files(Map<String, String> files) throws IOException {
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
