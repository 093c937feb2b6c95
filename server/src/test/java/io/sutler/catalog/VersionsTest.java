package io.sutler.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sutler.domain.Refusal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VersionsTest {
  private static final List<String> ASCENDING =
      List.of(
          "0.0.9",
          "0.1.0-alpha",
          "0.1.0-alpha.1",
          "0.1.0-alpha.beta",
          "0.1.0-beta",
          "0.1.0-beta.2",
          "0.1.0-beta.11",
          "0.1.0-rc.1",
          "0.1.0",
          "0.2.0",
          "0.10.0",
          "1.0.0",
          "1.2.0",
          "1.2.3",
          "1.2.10",
          "1.10.0",
          "2.0.0-rc.1",
          "10.0.0");

  @Test
  void order_is_that_of_semver() {
    var shuffled = new ArrayList<>(ASCENDING);
    Collections.shuffle(shuffled, new Random(3));
    shuffled.sort(Versions.ORDER);
    assertThat(shuffled).isEqualTo(ASCENDING);
  }

  @Test
  void what_is_no_version_is_told() {
    assertThat(List.of("1.0.0", "1.0.0-a.1+b", "0.0.0")).allMatch(Versions::isValid);
    assertThat(
            List.of(
                "",
                "1",
                "1.2",
                "01.2.3",
                "1.2.3.4",
                "v1.2.3",
                "1.2.3-",
                "1.2.3-01",
                "1.2.-3",
                "1.2.9999999999",
                "1.2.3+",
                "1.2.3\n",
                "1.2.3-" + "a".repeat(200),
                "१.२.३"))
        .noneMatch(Versions::isValid);
  }

  @Test
  void a_reference_means_the_newest_that_fits() {
    assertThat(newest("plan")).contains("10.0.0");
    assertThat(newest("plan@1")).contains("1.10.0");
    assertThat(newest("plan@1.2")).contains("1.2.10");
    assertThat(newest("plan@1.2.0")).contains("1.2.0");
    assertThat(newest("plan@2")).contains("2.0.0-rc.1");
    assertThat(newest("plan@0.1.0-beta")).contains("0.1.0-beta");
    assertThat(newest("plan@3")).isEmpty();
    assertThat(newest("plan@1.2.4")).isEmpty();
  }

  private static java.util.Optional<String> newest(String ref) {
    return Versions.Ref.parse("/plan", ref).newest(ASCENDING);
  }

  @Test
  void what_is_no_reference_is_refused() {
    for (var bad :
        List.of(
            "",
            "@1",
            "plan@",
            "plan@^1",
            "plan@latest",
            "Plan@1",
            "a/b@1",
            "plan@1@2",
            "p\n@1",
            "x".repeat(5000))) {
      assertThatThrownBy(() -> Versions.Ref.parse("/plan", bad))
          .isInstanceOfSatisfying(
              Refusal.class,
              e -> {
                assertThat(e.faults().getFirst().pointer()).isEqualTo("/plan");
                assertThat(e.sentence()).contains("names no plan").hasSizeLessThan(300);
              });
    }
  }
}
