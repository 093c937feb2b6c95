package io.sutler.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The control plane is killed at one instant after another of an install: nothing lost, nothing
 * twice.
 */
class CrashStory {
  private static final int INSTANTS = 12;
  private static final long APART_NANOS = 20_000_000;

  @TempDir Path home;

  @Test
  void whenever_it_is_killed_an_accepted_install_is_carried_out_once() throws Exception {
    var data = home.resolve("data");
    var plan = new LedgerPlan(home.resolve("ledger"));
    var server = ServerProcess.on(data);
    var installation = server.installation();
    try {
      plan.publish(server.api(), home.resolve("plan"));
      for (int i = 0; i < INSTANTS; i++) {
        var accepted =
            server
                .api()
                .call(
                    "POST",
                    "/projects/demo/deployments",
                    Map.of(
                        "name",
                        "d-" + i,
                        "plan",
                        LedgerPlan.NAME,
                        "params",
                        Map.of("ledger", plan.ledger().toString())));
        LockSupport.parkNanos(i * APART_NANOS);
        server.close();
        server = ServerProcess.on(data);
        server.api().reached(accepted);
      }
      assertThat(plan.entries())
          .hasSize(INSTANTS)
          .doesNotHaveDuplicates()
          .allMatch(line -> line.startsWith("install d-"));
    } finally {
      server.close();
      ServerProcess.sweep(installation);
    }
  }
}
