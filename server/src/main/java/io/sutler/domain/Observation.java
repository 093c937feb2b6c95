package io.sutler.domain;

import java.util.List;
import java.util.Optional;

/** What a driver saw of one component. */
public sealed interface Observation {
  /** Looked, and nothing of it is there. */
  record Absent() implements Observation {}

  /**
   * Looked, and this is there.
   *
   * @param digest of the inputs it was made from, where the thing itself can tell
   * @param drift each way in which it differs from what was applied, a sentence each
   * @param leaving whom applying would take away although they are well
   */
  record Present(
      List<Member> members,
      Optional<String> digest,
      List<String> drift,
      List<Reading> readings,
      List<Leaving> leaving)
      implements Observation {
    public Present {
      members = List.copyOf(members);
      drift = List.copyOf(drift);
      readings = List.copyOf(readings);
      leaving = List.copyOf(leaving);
    }

    public Present(
        List<Member> members, Optional<String> digest, List<String> drift, List<Reading> readings) {
      this(members, digest, drift, readings, List.of());
    }
  }

  /**
   * A member that is to go on purpose.
   *
   * @param id tells it from one of the same name before or after it
   * @param reason why it goes, for people
   * @param returns it is made anew under its name
   */
  record Leaving(String member, String id, String reason, boolean returns) {}

  /** This driver cannot look (a script without an observe phase): the record is all there is. */
  record Unverified(String reason) implements Observation {}

  /** The look failed: nothing may be concluded. */
  record Unknown(String reason) implements Observation {}
}
