package io.sutler.api.v1;

import io.sutler.access.Caller;
import io.sutler.domain.Run;
import io.sutler.domain.RunId;
import io.sutler.view.Follow;
import io.sutler.view.ShowRuns;
import java.time.Duration;
import java.util.List;

/** Reads logs for one caller. */
record LogReader(ShowRuns show, Follow follow, Caller caller, String project) {
  /** Of steps that were taken up again: no news. */
  private static final String CUT_OFF = "cut-off";

  private static final int PAGE = 500;
  private static final Duration WAIT = Duration.ofSeconds(1);

  /** What is there now. */
  void present(RunId run, long after, LogSink to) {
    failures(run, after, to);
    long seq = after;
    while (true) {
      var chunks = show.log(caller, project, run, seq, PAGE);
      chunks.forEach(to::chunk);
      if (chunks.size() < PAGE) {
        return;
      }
      seq = chunks.getLast().seq();
    }
  }

  /** What went wrong stands on top. */
  private void failures(RunId run, long after, LogSink to) {
    if (after > 0) {
      return;
    }
    for (var step : show.run(caller, project, run).steps()) {
      step.failure()
          .filter(why -> !why.code().equals(CUT_OFF))
          .ifPresent(why -> to.failed(step, why));
    }
  }

  /** Until the run has ended. */
  void follow(RunId run, long after, LogSink to) throws InterruptedException {
    failures(run, after, to);
    var place = follow.log(caller, project, run, after);
    while (to.open() && !place.ended()) {
      var chunks = place.next(WAIT);
      chunks.forEach(to::chunk);
      if (chunks.isEmpty() && !place.ended()) {
        to.quiet();
      }
    }
  }

  /** What happens to a deployment. */
  Follow.News news(String deployment) {
    return follow.ofDeployment(caller, project, deployment);
  }

  /** Newest first. */
  List<Run> runs(String deployment, int limit) {
    return show.runs(caller, project, deployment, "", limit).items();
  }
}
