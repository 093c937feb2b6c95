package io.sutler.driver.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ControlGroupsTest {
  private static final List<String> UNIFIED =
      List.of(
          "22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw",
          "31 22 0:27 / /sys/fs/cgroup rw,nosuid shared:9 - cgroup2 cgroup2 rw,nsdelegate");
  private static final List<String> OLD =
      List.of(
          "31 22 0:27 /docker/ab /sys/fs/cgroup/cpu,cpuacct rw - cgroup cgroup rw,cpu,cpuacct",
          "32 22 0:28 /docker/ab /sys/fs/cgroup/freezer rw - cgroup cgroup rw,freezer");

  @Test
  void the_group_of_this_process_is_found_among_the_mounts() {
    assertThat(GroupMounts.directory("", UNIFIED, List.of("0::/system.slice/sutler.service")))
        .contains(Path.of("/sys/fs/cgroup/system.slice/sutler.service"));
    assertThat(GroupMounts.directory("", UNIFIED, List.of("0::/")))
        .contains(Path.of("/sys/fs/cgroup"));
    assertThat(GroupMounts.directory("freezer", OLD, List.of("6:freezer:/docker/ab/inner")))
        .contains(Path.of("/sys/fs/cgroup/freezer/inner"));
  }

  @Test
  void one_that_cannot_be_seen_from_here_is_none() {
    assertThat(GroupMounts.directory("", OLD, List.of("0::/"))).isEmpty();
    assertThat(GroupMounts.directory("freezer", OLD, List.of("6:freezer:/elsewhere"))).isEmpty();
    assertThat(GroupMounts.directory("pids", OLD, List.of("6:freezer:/docker/ab"))).isEmpty();
    assertThat(GroupMounts.directory("", List.of("", "a b"), List.of("", "0::/"))).isEmpty();
  }

  @Test
  void a_group_tells_what_it_was_made_for_also_from_deeper_inside() {
    var expected = Map.of(Proc.SPAWN, "ab12", Proc.DRIVER, "script", Proc.OWNER, "i/d/c[x y]");
    var name = "sutler~ab12~script~i%2Fd%2Fc%5Bx+y%5D";
    assertThat(ControlGroups.tags("6:freezer:/\n0::/a.service/" + name + "\n")).isEqualTo(expected);
    assertThat(ControlGroups.tags("0::/a.service/" + name + "/deeper\n")).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0::/",
        "0::/sutler~",
        "0::/sutler~a~b\n",
        "0::/xsutler~a~b~c\n",
        "0::/sutler~a~b~c~d\n"
      })
  void any_other_group_tells_nothing(String groups) {
    assertThat(ControlGroups.tags(groups)).isEmpty();
  }
}
