package io.sutler.cloud.openstack;

import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.cloud.CloudRegion;
import io.sutler.domain.DeploymentId;
import io.sutler.domain.OwnerTag;
import io.sutler.domain.ProjectId;
import io.sutler.domain.Region;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkTest {
  private static final OwnerTag OWNER =
      new OwnerTag("sutler-a", new DeploymentId("01J_x.y"), "node[ä b]");
  private static final CloudRegion HERE = Regions.region(Map.of(), Map.of());

  @Test
  void what_is_written_is_read_again_whatever_is_in_the_names() {
    var mark = Mark.of(OWNER, "node[ä b]-0", HERE);
    assertThat(mark.text()).matches("[A-Za-z0-9 _-]+").hasSizeLessThan(255);
    assertThat(Mark.parse(mark.text())).contains(mark);
    var asked = mark.booting(Optional.of(Instant.ofEpochSecond(1_800_000_000)));
    assertThat(Mark.parse(asked.text())).contains(asked);
    assertThat(asked.isSame(mark)).isTrue();
    assertThat(Mark.parse(mark.text() + " 0a1b2c3d")).contains(mark);
  }

  @Test
  void another_installations_and_another_regions_are_not_ours() {
    assertThat(Mark.of(OWNER, "", HERE).isOurs(HERE)).isTrue();
    var other = new OwnerTag("sutler-b", OWNER.deployment(), OWNER.component());
    assertThat(Mark.of(other, "", HERE).isOurs(HERE)).isFalse();
    var projects =
        new Region("os", Optional.of(new ProjectId("p1")), "openstack", "", Map.of(), "", false, 4);
    assertThat(Mark.of(OWNER, "", new CloudRegion(projects, "sutler-a", Map.of())).isOurs(HERE))
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "sutler",
        "not a mark",
        "sutler a r d c m",
        "sutler a r d c x b",
        "sutler a r d c m b-1",
        "sutler a r d c m b99999999999999999999",
        "sutler  r d c m b",
        "sutler a r  c m b",
        "sutler a r d_zz c m b",
        "sutler a r d c m_00 b"
      })
  void anything_else_is_no_mark(String text) {
    assertThat(Mark.parse(text)).isEmpty();
  }
}
