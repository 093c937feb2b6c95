package io.sutler.meter;

import io.sutler.domain.Project;
import io.sutler.domain.Refusal;
import io.sutler.domain.Resources;
import io.sutler.store.Accepted.OverQuota;
import io.sutler.store.Reads.Usage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Quota arithmetic for previews, and the sentences about it. What counts is the store's own check,
 * made together with the acceptance.
 */
public final class QuotaCheck {
  private QuotaCheck() {}

  /**
   * What a change asks of a project beyond what it uses now.
   *
   * @param plan the plan that it is of
   * @param planLimit how many of the plan a project may have, by the plan itself
   * @param fresh whether it adds a deployment
   * @param more resources beyond those that it takes already; may be negative
   * @param keeps bytes of storage that a removal keeps, 0 when nobody knows; empty for none
   */
  public record Asked(
      String plan,
      Optional<Integer> planLimit,
      boolean fresh,
      Resources more,
      Optional<Long> keeps) {
    public Asked(String plan, Optional<Integer> planLimit, boolean fresh, Resources more) {
      this(plan, planLimit, fresh, more, Optional.empty());
    }
  }

  /** The first limit that would be passed, if any. */
  public static Optional<OverQuota> over(Project project, Usage usage, Asked asked) {
    var quota = project.quota();
    long count = asked.fresh ? 1 : 0;
    long ofPlan = usage.perPlan().getOrDefault(asked.plan, 0L);
    var used = usage.resources();
    return Stream.of(
            line("deployments", usage.deployments(), count, quota.deployments()),
            line("plan", ofPlan, count, quota.perPlan().getOrDefault(asked.plan, -1L)),
            line("plan", ofPlan, count, asked.planLimit.map(Integer::longValue).orElse(-1L)),
            line("cpus", used.cpus(), asked.more.cpus(), quota.cpus()),
            line("memory", used.memory(), asked.more.memory(), quota.memory()),
            line("disk", used.disk(), asked.more.disk(), quota.disk()),
            kept(usage.retained(), asked.keeps, quota.retained()))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** The refusal, as people and programs read it. */
  public static Refusal refusal(String project, OverQuota over) {
    long free = Math.max(0, over.allowed() - over.used());
    var what = over.what();
    return new Refusal(
        Refusal.Kind.OVER_QUOTA,
        "quota-exceeded",
        "quota exceeded in project %s: %s asked, %s of %s used, %s free: %s"
            .formatted(
                project,
                what.equals("retained") && over.asked() == 0
                    ? "retained storage of unknown size"
                    : Amounts.of(what, over.asked()) + Amounts.noun(what, over.asked()),
                Amounts.of(what, over.used()),
                Amounts.of(what, over.allowed()),
                Amounts.of(what, free),
                what.equals("retained")
                    ? "destroy its data instead (--destroy-data), remove retained storage that nobody needs (sutler retained) or ask an admin for more"
                    : "remove something, make it smaller or ask an admin for more"),
        List.of(),
        Map.of(
            "what", what, "used", over.used(), "asked", over.asked(), "allowed", over.allowed()));
  }

  /** One line for a preview: "1 of 5 deployments, 2 of 16 vcpus"; unlimited ones as bare counts. */
  public static String after(Project project, Usage usage, Asked asked) {
    var quota = project.quota();
    var used = usage.resources().plus(asked.more);
    var line = new StringBuilder();
    long deployments = usage.deployments() + (asked.fresh ? 1 : 0);
    add(line, "deployments", deployments, quota.deployments(), true);
    long planLimit =
        lower(
            quota.perPlan().getOrDefault(asked.plan, -1L),
            asked.planLimit.map(Integer::longValue).orElse(-1L));
    long ofPlan = usage.perPlan().getOrDefault(asked.plan, 0L) + (asked.fresh ? 1 : 0);
    add(line, "plan", ofPlan, planLimit, false);
    add(line, "cpus", used.cpus(), quota.cpus(), false);
    add(line, "memory", used.memory(), quota.memory(), false);
    add(line, "disk", used.disk(), quota.disk(), false);
    return line.toString();
  }

  private static void add(
      StringBuilder line, String what, long amount, long limit, boolean always) {
    if (limit < 0 && !always) {
      return;
    }
    line.append(line.isEmpty() ? "" : ", ").append(Amounts.of(what, amount));
    if (limit >= 0) {
      line.append(" of ").append(Amounts.of(what, limit));
    }
    line.append(Amounts.noun(what, limit >= 0 ? limit : amount));
  }

  private static Optional<OverQuota> kept(long used, Optional<Long> keeps, long allowed) {
    return keeps
        .filter(bytes -> allowed >= 0 && used + Math.max(1, bytes) > allowed)
        .map(bytes -> new OverQuota("retained", used, bytes, allowed));
  }

  private static long lower(long a, long b) {
    return a < 0 ? b : b < 0 ? a : Math.min(a, b);
  }

  private static Optional<OverQuota> line(String what, long used, long asked, long allowed) {
    return allowed >= 0 && asked > 0 && used + asked > allowed
        ? Optional.of(new OverQuota(what, used, asked, allowed))
        : Optional.empty();
  }
}
