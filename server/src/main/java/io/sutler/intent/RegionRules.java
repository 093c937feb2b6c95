package io.sutler.intent;

import io.sutler.domain.Region;
import java.util.List;

/** What those who work in a region say of it. Thread-safe. */
public interface RegionRules {
  /** Nobody has anything to say. */
  RegionRules NONE =
      new RegionRules() {
        @Override
        public List<String> faults(Region region) {
          return List.of();
        }

        @Override
        public List<String> leftovers(Region region) {
          return List.of();
        }
      };

  /** What of its settings cannot be, a sentence each; asks nobody. */
  List<String> faults(Region region);

  /**
   * What there is of ours in it that nobody declared, and why that cannot be told where it cannot;
   * a few words each. May take seconds.
   */
  List<String> leftovers(Region region);
}
