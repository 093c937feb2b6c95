package io.sutler.cloud.openstack;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tells volumes for the same disk of the same machine apart. There are several when a request for
 * one was carried out after its reply was given up; only one of them may hold data: the one that
 * was given to a machine last, which is written on it before the machine is asked for.
 */
final class Twins {
  /** The metadata key of when a volume was last given to a machine, in milliseconds. */
  static final String GIVEN = "sutler.given";

  private static final Comparator<Owned> BEST =
      Comparator.comparing(Twins::given, Comparator.reverseOrder())
          .thenComparing(v -> !isAttached(v))
          .thenComparing(v -> v.since().orElse(Instant.MAX))
          .thenComparing(Owned::id);

  private Twins() {}

  private record Place(Mark mark, String name) {
    static Place of(Owned volume) {
      return new Place(volume.mark().booting(Optional.empty()), disk(volume));
    }
  }

  static String disk(Owned volume) {
    return volume.said().path("metadata").path(SeeOpenstack.DISK).asText();
  }

  /** 0 for never. */
  static long given(Owned volume) {
    return volume.said().path("metadata").path(GIVEN).asLong();
  }

  private static boolean isAttached(Owned volume) {
    return !volume.said().path("attachments").isEmpty();
  }

  /** The one that a machine's disk is; empty when there is none. */
  static Optional<Owned> best(List<Owned> volumes, Mark machine, String disk) {
    return volumes.stream().filter(v -> v.mark().isSame(machine) && disk(v).equals(disk)).min(BEST);
  }

  /** Ids of those whose place another one has: as long as none was given, none is spare. */
  static Set<String> spare(List<Owned> volumes) {
    return volumes.stream().collect(Collectors.groupingBy(Place::of)).values().stream()
        .map(same -> same.stream().sorted(BEST).toList())
        .filter(same -> given(same.getFirst()) > 0 || isAttached(same.getFirst()))
        .map(same -> same.subList(1, same.size()))
        .flatMap(Collection::stream)
        .map(Owned::id)
        .collect(Collectors.toSet());
  }
}
