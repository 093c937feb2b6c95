package io.sutler.api.v1;

import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.domain.Condition;
import io.sutler.domain.ConditionType;
import io.sutler.domain.Deployment;
import io.sutler.domain.DeploymentId;
import io.sutler.domain.Desired;
import io.sutler.domain.Observed;
import io.sutler.domain.ProjectId;
import io.sutler.domain.RunState;
import io.sutler.json.Json;
import io.sutler.view.DeploymentDetail;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WrittenDeploymentsTest {
  private static final Instant BORN = Instant.parse("2026-01-01T00:00:00Z");
  private final WrittenDeployments written = new WrittenDeployments();

  @Test
  void what_was_seen_anew_is_told_though_nobody_asked_for_another_level() {
    var before = detail("shop", 1, observed("Working"));
    var after = detail("shop", 1, observed("Ready"));
    assertThat(json(before)).contains("Working");
    assertThat(json(after)).contains("Ready").isEqualTo(Json.write(DeploymentWire.of(after)));
    assertThat(json(before)).isEqualTo(Json.write(DeploymentWire.of(before)));
  }

  @Test
  void a_new_version_is_told() {
    assertThat(json(detail("shop", 1, Observed.NOTHING))).contains("\"resourceVersion\":\"1\"");
    assertThat(json(detail("shop", 2, Observed.NOTHING))).contains("\"resourceVersion\":\"2\"");
  }

  @Test
  void many_more_than_are_remembered_keep_their_own_names() {
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 5_000; i++) {
        assertThat(json(detail("shop-" + i, 1, Observed.NOTHING)))
            .contains("\"name\":\"shop-" + i + "\"");
      }
    }
  }

  private String json(DeploymentDetail detail) {
    return Json.write(written.of(detail));
  }

  private static Observed observed(String reason) {
    return new Observed(
        1,
        List.of(new Condition(ConditionType.READY, true, reason, "all is well", BORN)),
        Map.of());
  }

  private static DeploymentDetail detail(String name, long version, Observed observed) {
    var desired =
        new Desired(
            "shop",
            "digest",
            Map.of(),
            List.of(),
            "local",
            RunState.RUNNING,
            false,
            Optional.empty(),
            Optional.empty(),
            Set.of(),
            true,
            List.of(),
            Map.of());
    var deployment =
        new Deployment(
            new DeploymentId("id-of-" + name),
            1,
            new ProjectId("p"),
            name,
            "",
            "",
            1,
            desired,
            observed,
            version,
            BORN);
    return new DeploymentDetail(deployment, "demo", "shop@1", Map.of(), List.of());
  }
}
