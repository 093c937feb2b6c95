package io.sutler.api.v1;

import io.sutler.domain.Refusal;
import io.sutler.domain.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The logs of a deployment's runs, one after the other. For one request; used by one thread. */
final class DeploymentLog {
  private static final int MOST_RUNS = 100;
  private final LogReader reader;
  private final String deployment;
  private final int past;
  private final Optional<LogPosition> after;
  private List<Run> runs = List.of();
  private String lastRun = "";

  /**
   * @param past how many runs to start with
   * @param after where the client stopped; then {@code past} means nothing
   */
  DeploymentLog(LogReader reader, String deployment, int past, Optional<LogPosition> after) {
    this.reader = reader;
    this.deployment = deployment;
    this.past = past;
    this.after = after;
  }

  /** Finds the runs to start with; refuses what the caller cannot see. */
  void begin() {
    var newest = reader.runs(deployment, after.isPresent() ? MOST_RUNS : past);
    runs =
        newest.stream()
            .filter(run ->
                after.map(a -> run.id().value().compareTo(a.run().value()) >= 0).orElse(true))
            .toList()
            .reversed();
  }

  void present(LogSink to) {
    for (var run : runs) {
      reader.present(run.id(), start(run), to);
    }
  }

  /** Until nobody listens or the deployment is gone. */
  void follow(LogSink to) throws InterruptedException {
    try (var news = reader.news(deployment)) {
      while (to.open()) {
        for (var run : runs) {
          reader.follow(run.id(), start(run), to);
          lastRun = run.id().value();
        }
        if (runs.isEmpty()) {
          news.await();
          to.quiet();
        }
        runs = newer();
      }
    } catch (Refusal gone) {
      // its logs went with it: the end of the stream says so
    }
  }

  private List<Run> newer() {
    var found = new ArrayList<Run>();
    for (var run : reader.runs(deployment, lastRun.isEmpty() ? 1 : MOST_RUNS)) {
      if (run.id().value().compareTo(lastRun) > 0) {
        found.addFirst(run);
      }
    }
    return found;
  }

  private long start(Run run) {
    return after.filter(a -> a.run().equals(run.id())).map(LogPosition::seq).orElse(0L);
  }
}
