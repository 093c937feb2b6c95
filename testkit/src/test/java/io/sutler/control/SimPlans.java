package io.sutler.control;

import io.sutler.catalog.Bundle;
import io.sutler.catalog.PlanParser;
import io.sutler.domain.Region;
import io.sutler.domain.Trust;
import io.sutler.store.Plans.PlanRow;
import io.sutler.testkit.MemoryPlans;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The plans of all histories, published once. */
final class SimPlans {
  private static final String COMMON =
      """
      kind: Plan
      name: shop
      version: %s
      title: A shop
      parameters:
        size: { type: string, default: small }
        cache: { type: boolean, default: true }
        place: { type: string, default: east }
        workers: { type: array, items: { type: string }, default: [] }
      outputs:
        url: "${app.address}"
      operations:
        backup: { component: db, command: [bin/x], repeatable: true }
        restore: { component: db, command: [bin/x], repeatable: false }
      components:
        db:
          driver: cloud
          holds_data: retain
          with: { size: "${params.size}" }
          outputs: { address: { type: address } }
        worker:
          driver: cloud
          for_each: "${params.workers}"
          needs: [app]
          with: { size: small, queue: "${each.value}", app: "${app.address}" }
      """;
  private static final String FIRST =
      """
        app:
          driver: cloud
          needs: [db]
          with: { size: "${params.size}", db: "${db.address}" }
          outputs: { address: { type: address } }
        cache:
          driver: cloud
          when: "${params.cache}"
          region: "${params.place}"
          with: { size: tiny }
      """;
  private static final String SECOND =
      """
        scratch:
          driver: cloud
          holds_data: remove
          region: "${params.place}"
          with: { size: "${params.size}" }
        app:
          driver: cloud
          needs: [db, scratch]
          with: { size: "${params.size}", db: "${db.address}", flavour: new }
          outputs: { address: { type: address } }
      """;

  static final MemoryPlans STORE = new MemoryPlans();
  static final String V1 = publish("1.0.0", COMMON.formatted("1.0.0") + FIRST);
  static final String V2 = publish("2.0.0", COMMON.formatted("2.0.0") + SECOND);
  static final LoadPlans LOAD = new LoadPlans(STORE, new PlanParser(), folder("bundles"));

  static {
    for (var name : new String[] {"east", "west"}) {
      STORE.put(new Region(name, Optional.empty(), "fake", "", Map.of(), "", false, 100));
    }
  }

  private SimPlans() {}

  private static Path folder(String name) {
    try {
      return Files.createTempDirectory("sutler-sim-" + name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String publish(String version, String document) {
    try {
      var folder = folder("plan");
      Files.writeString(folder.resolve(PlanParser.FILE), document);
      var bundle = Bundle.pack(folder);
      var row =
          new PlanRow(
              bundle.digest(),
              "shop",
              version,
              Optional.empty(),
              Trust.OPERATOR,
              "A shop",
              "",
              document,
              Map.of(),
              "sim",
              Instant.EPOCH);
      STORE.publish(row, bundle.zip());
      return bundle.digest();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
