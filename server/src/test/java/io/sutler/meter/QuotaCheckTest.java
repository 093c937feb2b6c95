package io.sutler.meter;

import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.domain.Project;
import io.sutler.domain.ProjectId;
import io.sutler.domain.Quota;
import io.sutler.domain.Resources;
import io.sutler.meter.QuotaCheck.Asked;
import io.sutler.store.Accepted.OverQuota;
import io.sutler.store.Reads.Usage;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class QuotaCheckTest {
  private static final long GIB = 1L << 30;

  @Test
  void a_refusal_says_what_is_asked_used_allowed_and_free() {
    assertThat(QuotaCheck.refusal("demo", new OverQuota("cpus", 8_000, 12_000, 16_000)).sentence())
        .startsWith("quota exceeded in project demo: 12 vcpus asked, 8 of 16 used, 8 free");
    assertThat(
            QuotaCheck.refusal("demo", new OverQuota("memory", GIB, GIB + GIB / 2, 2 * GIB))
                .sentence())
        .contains("1.5 GiB of memory asked, 1 GiB of 2 GiB used, 1 GiB free");
    assertThat(QuotaCheck.refusal("demo", new OverQuota("deployments", 5, 1, 5)).sentence())
        .contains("1 deployment asked, 5 of 5 used, 0 free");
    assertThat(QuotaCheck.refusal("demo", new OverQuota("cpus", 9_000, 500, 8_000)).sentence())
        .contains("0.5 vcpus asked")
        .contains("0 free");
  }

  @Test
  void nothing_is_over_a_quota_without_limits() {
    var asked = new Asked("db", Optional.empty(), true, new Resources(99_000, GIB, GIB));
    assertThat(QuotaCheck.over(project(Quota.UNLIMITED), usage(99), asked)).isEmpty();
  }

  @Test
  void the_stricter_of_the_plans_and_the_quotas_limit_counts() {
    var quota = new Quota(-1, Map.of("db", 9L), -1, -1, -1, -1);
    var asked = new Asked("db", Optional.of(3), true, Resources.NONE);
    assertThat(QuotaCheck.over(project(quota), usage(2), asked)).isEmpty();
    assertThat(QuotaCheck.over(project(quota), usage(3), asked))
        .contains(new OverQuota("plan", 3, 1, 3));
  }

  @Test
  void what_makes_it_smaller_is_never_refused() {
    var quota = new Quota(1, Map.of(), 1_000, -1, -1, -1);
    var less = new Asked("db", Optional.empty(), false, new Resources(-1_000, 0, 0));
    assertThat(QuotaCheck.over(project(quota), usage(9), less)).isEmpty();
  }

  @Test
  void a_preview_tells_what_is_used_after() {
    var quota = new Quota(5, Map.of(), 16_000, -1, -1, -1);
    var asked = new Asked("db", Optional.empty(), true, new Resources(2_000, 0, 0));
    assertThat(QuotaCheck.after(project(quota), usage(2), asked))
        .isEqualTo("3 of 5 deployments, 4 of 16 vcpus");
  }

  private static Project project(Quota quota) {
    return new Project(new ProjectId("P"), "demo", "Demo", quota, Instant.EPOCH);
  }

  private static Usage usage(long deployments) {
    return new Usage(deployments, Map.of("db", deployments), new Resources(2_000, 0, 0), 0);
  }
}
