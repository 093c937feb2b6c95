package io.sutler.execute;

import io.sutler.driver.ComponentView;
import io.sutler.driver.Driver;
import io.sutler.driver.OperationView;
import io.sutler.driver.Progress;
import io.sutler.driver.StepLog;
import java.util.function.Supplier;

/**
 * One touch of the world to be made.
 *
 * @param component which one
 * @param label create, change, replace, remove, start, stop or operate: for people and the journal
 * @param why the decision's reason
 * @param aim what a failure will hold back, see {@link io.sutler.reconcile.Attempt}
 * @param view made late, on the step's own thread: it opens secrets and unpacks bundles
 */
public record Task(
    String component,
    String label,
    String why,
    String aim,
    Driver driver,
    Supplier<ComponentView> view,
    Act act) {

  /** Which of the driver's acts. */
  public sealed interface Act {
    record Apply() implements Act {}

    record Remove() implements Act {}

    record Operate(OperationView operation) implements Act {}
  }

  Progress carryOut(ComponentView component, StepLog log) throws InterruptedException {
    return switch (act) {
      case Act.Apply _ -> driver.apply(component, log);
      case Act.Remove _ -> driver.remove(component, log);
      case Act.Operate operate -> driver.operate(operate.operation(), component, log);
    };
  }
}
