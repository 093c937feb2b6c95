package io.sutler.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.acceptance.Api.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shared PostgreSQL dies under commands and runs in flight, is away for a while, and back. */
class DatabaseRestartStory {
  private static final int CALLERS = 4;
  private static final int STANDING = 6;

  @TempDir Path home;
  private final AtomicBoolean done = new AtomicBoolean();
  private final AtomicInteger refused = new AtomicInteger();
  private LedgerPlan plan;
  private MortalDatabase database;
  private ServerProcess server;

  @BeforeEach
  void start() throws IOException {
    plan = new LedgerPlan(home.resolve("ledger"));
    database = new MortalDatabase(home.resolve("postgres"));
    server =
        ServerProcess.on(
            home.resolve("data"), "--store", database.url(), "--store-user", "postgres");
  }

  @AfterEach
  void stop() throws IOException {
    done.set(true);
    server.close();
    ServerProcess.sweep(server.installation());
    database.close();
  }

  @Test
  void nothing_accepted_is_lost_nothing_is_done_twice_and_callers_are_told() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor();
        AutoCloseable _ = () -> done.set(true)) {
      plan.publish(server.api(), home.resolve("plan"));
      var callers = new ArrayList<java.util.concurrent.Future<List<Answer>>>();
      for (int i = 0; i < CALLERS; i++) {
        callers.add(threads.submit(caller(i)));
      }
      Awaitility.await("work is under way")
          .atMost(Duration.ofSeconds(60))
          .until(() -> plan.entries().size() >= STANDING);
      database.die();
      Awaitility.await("readyz says no")
          .atMost(Duration.ofSeconds(20))
          .until(() -> server.api().plain("/readyz").startsWith("503"));
      Awaitility.await("callers are told")
          .atMost(Duration.ofSeconds(30))
          .until(() -> refused.get() > CALLERS);
      assertThat(server.api().plain("/healthz")).startsWith("200");
      database.riseAgain();
      Awaitility.await("readyz says yes")
          .atMost(Duration.ofSeconds(20))
          .until(() -> server.api().plain("/readyz").startsWith("200"));
      int before = plan.entries().size();
      Awaitility.await("work goes on")
          .atMost(Duration.ofSeconds(60))
          .until(() -> plan.entries().size() >= before + STANDING);
      done.set(true);
      int accepted = 0;
      for (var caller : callers) {
        for (var answer : caller.get()) {
          server.api().reached(answer);
          accepted++;
        }
      }
      assertThat(plan.entries()).hasSize(accepted).doesNotHaveDuplicates();
      assertThat(server.said()).doesNotContain("\tat ");
    }
  }

  /** Installs one deployment after another, asking again until it is accepted. */
  private Callable<List<Answer>> caller(int number) {
    return () -> {
      var accepted = new ArrayList<Answer>();
      for (int i = 0; !done.get(); i++) {
        accepted.add(install("d-" + number + "-" + i));
      }
      return accepted;
    };
  }

  private Answer install(String name) {
    var body =
        Map.of(
            "name",
            name,
            "plan",
            LedgerPlan.NAME,
            "params",
            Map.of("ledger", plan.ledger().toString()));
    while (true) {
      Optional<Answer> tried = server.api().tried("POST", "/projects/demo/deployments", body, name);
      var answer = tried.orElseThrow(() -> new AssertionError("no answer in time"));
      if (answer.status() != 503 || done.get()) {
        assertThat(answer.status()).as("%s", answer.body()).isIn(202, 503);
        return answer;
      }
      assertThat(answer.header("content-type")).contains("application/problem+json");
      assertThat(answer.header("retry-after")).isNotEmpty();
      assertThat(answer.text("/detail")).contains("again").doesNotContain("Exception");
      refused.incrementAndGet();
      java.util.concurrent.locks.LockSupport.parkNanos(100_000_000);
    }
  }
}
