package io.sutler.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A plan with a script and a process, which both write down each time that they are run, and an
 * operation that must not run twice.
 */
record PairPlan(Path ledger) {
  static final String NAME = "pair";
  private static final String PLAN =
      """
      kind: Plan
      name: pair
      version: 1.0.0
      parameters:
        note: { type: string, default: first }
        ledger: { type: string }
      components:
        entry:
          driver: script
          with: { script: bin/write, settings: { note: "${params.note}", ledger: "${params.ledger}" } }
        worker:
          driver: process
          with: { command: [bin/work], settings: { note: "${params.note}", ledger: "${params.ledger}" } }
      operations:
        stamp: { component: entry, command: [bin/stamp] }
      """;
  private static final Map<String, String> PROGRAMS =
      Map.of(
          "write",
          """
          #!/bin/sh
          echo "$DEPLOY_PHASE $SUTLER_DEPLOYMENT $PARAM_NOTE" >>"$PARAM_LEDGER"
          """,
          "work",
          """
          #!/bin/sh
          echo "work $SUTLER_DEPLOYMENT $PARAM_NOTE" >>"$PARAM_LEDGER"
          exec sleep 1000000
          """,
          "stamp",
          """
          #!/bin/sh
          echo "stamp $SUTLER_DEPLOYMENT $PARAM_NOTE" >>"$PARAM_LEDGER"
          """);

  void publish(Api api, Path folder) throws IOException, InterruptedException {
    LedgerPlan.publish(api, folder, PLAN, PROGRAMS);
  }

  /** What was written down of a deployment. */
  List<String> entries(String deployment) throws IOException {
    return Files.exists(ledger)
        ? Files.readAllLines(ledger).stream()
            .filter(line -> line.contains(" " + deployment + " "))
            .toList()
        : List.of();
  }
}
