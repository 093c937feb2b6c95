package io.sutler.driver.servers;

import io.sutler.cloud.Inventory;
import io.sutler.cloud.Power;
import io.sutler.domain.Failure;

/** One thing to do about a member's machine, with its reason. */
sealed interface Move {
  String member();

  String reason();

  /** It is to be made, or its making to be brought to its end. */
  record Make(String member, boolean begun, String reason) implements Move {}

  /** Its disk is to have so many bytes. */
  record Grow(String member, Inventory.Thing disk, long bytes, String reason) implements Move {}

  record Ask(String member, String handle, Power power, String reason) implements Move {}

  /**
   * @param why what kind of reason it is
   */
  record Delete(String member, String handle, Why why, String reason) implements Move {}

  /** Why a machine is deleted. */
  enum Why {
    /** It will not come up: its console tells more. */
    FAILED,
    /** Another one has its member's place. */
    TWICE,
    /** Its member is no longer declared. */
    SURPLUS,
    /** It works, and is made anew from what is declared by now. */
    OUTDATED
  }

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
