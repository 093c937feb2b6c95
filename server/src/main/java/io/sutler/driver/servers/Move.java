package io.sutler.driver.servers;

import io.sutler.cloud.Power;
import io.sutler.domain.Failure;

/** One thing to do about a member's machine, with its reason. */
sealed interface Move {
  String member();

  String reason();

  /** It is to be made, or its making to be brought to its end. */
  record Make(String member, boolean begun, String reason) implements Move {}

  record Ask(String member, String handle, Power power, String reason) implements Move {}

  /**
   * @param failed it will not come up: its console tells why
   */
  record Delete(String member, String handle, boolean failed, String reason) implements Move {}

  /** Nothing but time helps. */
  record Wait(String member, String reason) implements Move {}

  /** Only a person can help. */
  record Stuck(String member, Failure failure) implements Move {
    @Override
    public String reason() {
      return failure.message();
    }
  }
}
