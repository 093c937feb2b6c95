package io.sutler.control;

import io.sutler.catalog.Bundle;
import io.sutler.catalog.PlanParser;
import io.sutler.domain.Plan;
import io.sutler.store.Plans;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Published plans by digest, parsed once and kept for a while, and their files unpacked once on
 * this machine. Thread-safe.
 */
public final class LoadPlans {
  private static final int KEPT = 500;
  private final Plans store;
  private final PlanParser parser;
  private final Path bundles;
  private final Map<String, Plan> kept =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Plan> eldest) {
          return size() > KEPT;
        }
      };

  /**
   * @param bundles directory for unpacked files, one folder per digest
   */
  public LoadPlans(Plans store, PlanParser parser, Path bundles) {
    this.store = store;
    this.parser = parser;
    this.bundles = bundles;
  }

  /** Empty when no such version is in the store. */
  public Optional<Plan> byDigest(String digest) {
    synchronized (kept) {
      var plan = kept.get(digest);
      if (plan != null) {
        return Optional.of(plan);
      }
    }
    var row = store.byDigest(digest);
    if (row.isEmpty()) {
      return Optional.empty();
    }
    var plan =
        parser.load(bundle(digest), row.get().project(), row.get().trust(), row.get().uses());
    synchronized (kept) {
      kept.put(digest, plan);
    }
    return Optional.of(plan);
  }

  /** The directory of a version's files, unpacked when they are not there yet. */
  Path files(String digest) {
    var target = bundles.resolve(digest);
    if (!Files.isDirectory(target)) {
      bundle(digest).unpack(target);
    }
    return target;
  }

  private Bundle bundle(String digest) {
    return Bundle.read(
        store
            .bundle(digest)
            .orElseThrow(() -> new IllegalStateException("bundle " + digest + " is not stored")));
  }
}
