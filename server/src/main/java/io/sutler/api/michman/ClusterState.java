package io.sutler.api.michman;

import io.sutler.domain.Command;
import io.sutler.domain.CommandKind;
import io.sutler.domain.CommandState;
import io.sutler.domain.Deployment;
import io.sutler.domain.RunState;
import java.util.List;

/** The one word that Michman has for where a cluster stands. Pure. */
final class ClusterState {
  static final String INITED = "INITED";
  static final String ACTIVE = "ACTIVE";
  static final String FAILED = "FAILED";
  static final String STOPPING = "STOPPING";

  private ClusterState() {}

  /**
   * A command that failed leaves FAILED until somebody tries again, or until Sutler, which goes on
   * trying, has made it after all.
   *
   * @param commands of the deployment, newest first
   */
  static String of(Deployment deployment, List<Command> commands) {
    var newest =
        commands.stream()
            .filter(c -> c.kind().changesLevel() || c.kind() == CommandKind.RETRY)
            .findFirst();
    boolean leaves = deployment.desired().runState() == RunState.ABSENT;
    boolean failed = newest.filter(c -> c.state() == CommandState.FAILED).isPresent();
    if (leaves) {
      return failed ? FAILED : STOPPING;
    }
    boolean goesOn = newest.filter(c -> !c.state().isEnd()).isPresent();
    if (goesOn) {
      return INITED;
    }
    boolean reached = deployment.observed().generation() == deployment.generation();
    return reached ? ACTIVE : failed ? FAILED : INITED;
  }
}
