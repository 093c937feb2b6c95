package io.sutler.control;

import io.sutler.domain.ComponentRecord;
import io.sutler.domain.Member;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells what keeps exiting from what had an accident. Ten machines that stood for a week and are
 * lost one after the other are ten accidents; one that is lost again as soon as it is made is none.
 */
final class EarlyExits {
  /** One that exits sooner than this after its start keeps exiting. */
  private static final Duration SETTLED = Duration.ofSeconds(60);

  private EarlyExits() {}

  /**
   * Whether any of those that were found down had been up for less than a minute.
   *
   * @param stood the component with its members as they stood before
   * @param found the same as it was found
   * @param began when they began to be brought back
   */
  static boolean soon(ComponentRecord stood, ComponentRecord found, Instant began) {
    // where nobody knows since when each was up, the component's last change tells
    boolean changedLately = stood.changedAt().plus(SETTLED).isAfter(began);
    if (!changedLately) {
      return false;
    }
    var before =
        stood.members().stream()
            .collect(Collectors.toMap(Member::name, Function.identity(), (_, last) -> last));
    var down = found.members().stream().filter(m -> !m.state().runs()).toList();
    return down.isEmpty()
        || !down.stream().map(Member::name).allMatch(n -> stoodLong(before.get(n), began));
  }

  private static boolean stoodLong(@Nullable Member member, Instant at) {
    return member != null
        && member.state().runs()
        && member.since().filter(since -> !since.plus(SETTLED).isAfter(at)).isPresent();
  }
}
