package io.sutler.acceptance;

import io.sutler.catalog.Bundle;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A plan whose script writes down each time that it is run, and takes its time. */
record LedgerPlan(Path ledger) {
  static final String NAME = "ledger";
  static final String SLOW = "slow";
  private static final String PLAN =
      """
      kind: Plan
      name: ledger
      version: 1.0.0
      parameters:
        note: { type: string, default: first }
        ledger: { type: string }
      components:
        entry:
          driver: script
          with: { script: bin/write.sh, settings: { note: "${params.note}", ledger: "${params.ledger}" } }
      """;
  private static final String SCRIPT =
      """
      #!/bin/bash
      echo "$DEPLOY_PHASE $SUTLER_DEPLOYMENT $PARAM_NOTE" >>"$PARAM_LEDGER"
      sleep 0.15
      """;

  /** One whose script takes five seconds, and writes down its end too. */
  void publishSlow(Api api, Path folder) throws IOException, InterruptedException {
    publish(
        api,
        folder,
        PLAN.replace("name: ledger\n", "name: slow\n"),
        Map.of(
            "write.sh",
            """
            #!/bin/bash
            echo "$DEPLOY_PHASE begin $SUTLER_DEPLOYMENT $PARAM_NOTE" >>"$PARAM_LEDGER"
            sleep 5
            echo "$DEPLOY_PHASE end $SUTLER_DEPLOYMENT $PARAM_NOTE" >>"$PARAM_LEDGER"
            """));
  }

  void publish(Api api, Path folder) throws IOException, InterruptedException {
    publish(api, folder, PLAN, Map.of("write.sh", SCRIPT));
  }

  /** Publishes a plan of this text and these programs. */
  static void publish(Api api, Path folder, String plan, Map<String, String> programs)
      throws IOException, InterruptedException {
    Files.createDirectories(folder.resolve("bin"));
    Files.writeString(folder.resolve("plan.yaml"), plan);
    for (var program : programs.entrySet()) {
      Files.writeString(folder.resolve("bin").resolve(program.getKey()), program.getValue());
    }
    var request =
        HttpRequest.newBuilder(URI.create(api.server() + "/api/v1/plans"))
            .header("Authorization", "Bearer " + api.token())
            .header("Content-Type", "application/zip")
            .POST(HttpRequest.BodyPublishers.ofByteArray(Bundle.pack(folder).zip()))
            .build();
    var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw new AssertionError("not published: " + answer.body());
    }
  }

  List<String> entries() throws IOException {
    return Files.exists(ledger) ? Files.readAllLines(ledger) : List.of();
  }
}
