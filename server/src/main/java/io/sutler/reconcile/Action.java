package io.sutler.reconcile;

import java.util.List;
import java.util.Set;

/**
 * One thing to do, with its reason; {@code after} names the components whose actions come first.
 */
public sealed interface Action {
  String component();

  String reason();

  Set<String> after();

  /** It is declared and not there. {@code again} when it was there before. */
  record Create(String component, String reason, Set<String> after, boolean again)
      implements Action {}

  /**
   * It is there with other inputs, or drifted.
   *
   * @param leaving members that are well and go on purpose now
   */
  record Change(
      String component,
      String reason,
      Set<String> after,
      List<String> differences,
      Set<String> leaving)
      implements Action {
    Change(String component, String reason, Set<String> after, List<String> differences) {
      this(component, reason, after, differences, Set.of());
    }
  }

  /**
   * Members of another component are about to leave, and it wants to be told.
   *
   * @param of whose members
   * @param aim this very leaving: what a failure holds back, and success allows
   */
  record Drain(
      String component,
      String reason,
      Set<String> after,
      String of,
      List<String> members,
      String operation,
      String aim)
      implements Action {}

  /** It can only be made so by removing and making it anew. */
  record Replace(String component, String reason, Set<String> after) implements Action {}

  /** It is there and no longer declared, or the whole deployment is to go. */
  record Remove(String component, String reason, Set<String> after, boolean keepData)
      implements Action {}

  record Start(String component, String reason, Set<String> after) implements Action {}

  record Stop(String component, String reason, Set<String> after) implements Action {}
}
