package io.sutler.driver;

import io.sutler.domain.OwnerTag;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a look at a region saw. Drivers may return richer types of their own. */
public interface Sight {
  /** When it was taken. */
  Instant at();

  /** All that carries our tag. */
  List<Found> found();

  /** Why it may not have seen everything; empty when it has. */
  default Optional<String> blind() {
    return Optional.empty();
  }

  /**
   * All that {@code observe} takes from this sight for one component, as a text: as long as text,
   * record and region stay the same, {@code observe} would tell the same, whatever the time, and is
   * not asked. Empty where it also asks elsewhere, or waits for something.
   */
  default Optional<String> glance(OwnerTag owner) {
    return Optional.empty();
  }

  /**
   * One thing with our tag.
   *
   * @param kind process, directory, server, volume, ...
   * @param handle finds it again
   * @param detail for people
   * @param since when it was made, or started where that is all that is known
   * @param spare its owner has another one in its place: a ghost also where the owner is declared
   */
  record Found(
      OwnerTag owner,
      String kind,
      String handle,
      String detail,
      Optional<Instant> since,
      Weight weight,
      boolean spare) {
    /** One that its owner uses. */
    public Found(
        OwnerTag owner,
        String kind,
        String handle,
        String detail,
        Optional<Instant> since,
        Weight weight) {
      this(owner, kind, handle, detail, since, weight, false);
    }

    /** Of no weight. */
    public Found(
        OwnerTag owner, String kind, String handle, String detail, Optional<Instant> since) {
      this(owner, kind, handle, detail, since, Weight.NONE);
    }
  }

  /**
   * What leaving a thing alone costs, and what removing it would.
   *
   * @param flavor a machine's, by the region's own name; empty where that is not told
   * @param bytes of storage
   * @param data whether it holds what cannot be made again
   */
  record Weight(String flavor, long bytes, boolean data) {
    public static final Weight NONE = new Weight("", 0, false);
  }

  /** Nothing seen, for drivers that cannot look. */
  static Sight nothing(Instant at) {
    return new Sight() {
      @Override
      public Instant at() {
        return at;
      }

      @Override
      public List<Found> found() {
        return List.of();
      }
    };
  }
}
