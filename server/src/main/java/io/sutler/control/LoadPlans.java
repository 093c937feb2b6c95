package io.sutler.control;

import io.sutler.catalog.Bundle;
import io.sutler.catalog.PlanParser;
import io.sutler.domain.Desired;
import io.sutler.domain.Plan;
import io.sutler.domain.Refusal;
import io.sutler.domain.RunState;
import io.sutler.store.Plans;
import io.sutler.store.Plans.PlanRow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Published plans, each version parsed once and kept for a while, and their files unpacked once on
 * this machine. Thread-safe; keep one.
 */
public final class LoadPlans {
  /** Code of the refusal when a version cannot be had; also of one that another one uses. */
  static final String MISSING = "plan-missing";

  private static final int KEPT = 1_000;
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

  /**
   * Empty when no such version is in the store.
   *
   * @throws Refusal {@code plan-missing} when its bundle is not, or is damaged
   */
  public Optional<Plan> byDigest(String digest) {
    var known = known(digest);
    return known.isPresent()
        ? known
        : store.byDigest(digest).map(this::load).map(plan -> keep(digest, plan));
  }

  /**
   * A stored row as a plan. One bundle may be published in two scopes, with another trust in each.
   *
   * @throws Refusal {@code plan-missing} when its bundle is not in the store, or is damaged
   */
  public Plan load(PlanRow row) {
    var key = row.digest() + row.project().map(p -> "/" + p).orElse("/");
    return known(key).orElseGet(() -> keep(key, parsed(row)));
  }

  /**
   * The version that a level is of; one that declares nothing where it is to go and cannot be had.
   *
   * @throws Refusal {@code plan-missing} when it cannot be had
   */
  Plan standing(Desired desired) {
    try {
      return byDigest(desired.planDigest())
          .orElseThrow(
              () -> missing("this version of plan " + desired.plan() + " is not in the store"));
    } catch (Refusal missing) {
      if (desired.runState() == RunState.ABSENT) {
        return WithoutPlan.nothing(desired);
      }
      throw missing;
    }
  }

  /** The directory of a version's files, unpacked when they are not there yet. */
  public Path files(String digest) {
    var target = bundles.resolve(digest);
    if (!Files.isDirectory(target)) {
      bundle(digest, "a plan").unpack(target);
    }
    return target;
  }

  private Optional<Plan> known(String key) {
    synchronized (kept) {
      return Optional.ofNullable(kept.get(key));
    }
  }

  private Plan keep(String key, Plan plan) {
    synchronized (kept) {
      kept.put(key, plan);
    }
    return plan;
  }

  private Plan parsed(PlanRow row) {
    var ref = row.name() + "@" + row.version();
    var bundle = bundle(row.digest(), ref);
    try {
      return parser.load(bundle, row.project(), row.trust(), row.uses());
    } catch (RuntimeException damaged) {
      throw missing("the bundle of " + ref + " in the store is damaged");
    }
  }

  private Bundle bundle(String digest, String ref) {
    var zip =
        store
            .bundle(digest)
            .orElseThrow(() -> missing("the bundle of " + ref + " is not in the store"));
    try {
      var bundle = Bundle.read(zip);
      if (bundle.digest().equals(digest)) {
        return bundle;
      }
    } catch (RuntimeException damaged) {
      throw missing("the bundle of " + ref + " in the store is damaged");
    }
    throw missing("the bundle of " + ref + " in the store is damaged");
  }

  static Refusal missing(String what) {
    return new Refusal(
        Refusal.Kind.CONFLICT,
        MISSING,
        what + ": whoever published it must publish the same again (sutler catalog publish)");
  }
}
