package io.sutler.execute;

import io.sutler.domain.ComponentRecord;
import io.sutler.domain.DesiredComponent;
import io.sutler.driver.ComponentView;
import io.sutler.driver.Driver;
import io.sutler.driver.OperationView;
import io.sutler.driver.Progress;
import io.sutler.driver.StepLog;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * One touch of the world to be made.
 *
 * @param component what it acts on, as it is declared or was recorded when it started
 * @param label create, change, replace, remove, start, stop, drain or operate: for people and the
 *     journal
 * @param why the decision's reason
 * @param aim what a failure will hold back, see {@link io.sutler.reconcile.Attempt}
 * @param intends what is recorded before it starts, where nothing true is recorded yet
 * @param repair brings back what was made well and died: it goes before what is new
 * @param view made late, on the step's own thread: it opens secrets and unpacks bundles
 */
public record Task(
    DesiredComponent component,
    String label,
    String why,
    String aim,
    Optional<ComponentRecord> intends,
    Driver driver,
    Supplier<ComponentView> view,
    Act act,
    boolean repair) {

  /** Which of the driver's acts. */
  public sealed interface Act {
    record Apply() implements Act {}

    record Remove() implements Act {}

    record Operate(OperationView operation) implements Act {}
  }

  /** Name of its component. */
  public String name() {
    return component.name();
  }

  /** The same with its view changed so when it is made. */
  public Task seenAs(UnaryOperator<ComponentView> change) {
    return new Task(
        component, label, why, aim, intends, driver, () -> change.apply(view.get()), act, repair);
  }

  Progress carryOut(ComponentView view, StepLog log) throws InterruptedException {
    return switch (act) {
      case Act.Apply _ -> driver.apply(view, log);
      case Act.Remove _ -> driver.remove(view, log);
      case Act.Operate operate -> driver.operate(operate.operation(), view, log);
    };
  }
}
