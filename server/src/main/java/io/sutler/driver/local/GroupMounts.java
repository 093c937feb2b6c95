package io.sutler.driver.local;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Finds the directory of this process's own control group among the machine's mounts. */
final class GroupMounts {
  private GroupMounts() {}

  /**
   * @param kind a controller of cgroup v1; empty for v2
   * @param mounts lines of {@code /proc/self/mountinfo}
   * @param own lines of {@code /proc/self/cgroup}
   */
  static Optional<Path> directory(String kind, List<String> mounts, List<String> own) {
    return own.stream()
        .map(line -> line.split(":", 3))
        .filter(f -> f.length == 3 && (kind.isEmpty() ? f[0].equals("0") : has(f[1], kind)))
        .findFirst()
        .flatMap(f -> mounts.stream().flatMap(m -> within(kind, m, f[2]).stream()).findFirst());
  }

  private static Optional<Path> within(String kind, String mount, String group) {
    var halves = mount.split(" - ", 2);
    var place = halves[0].split(" ");
    var what = halves.length == 2 ? halves[1].split(" ") : new String[0];
    if (place.length < 5 || what.length < 3) {
      return Optional.empty();
    }
    boolean fits =
        kind.isEmpty() ? what[0].equals("cgroup2") : what[0].equals("cgroup") && has(what[2], kind);
    var root = Path.of(place[3]);
    var path = Path.of(group);
    return fits && path.startsWith(root)
        ? Optional.of(Path.of(place[4]).resolve(root.relativize(path)))
        : Optional.empty();
  }

  private static boolean has(String list, String kind) {
    return Arrays.asList(list.split(",")).contains(kind);
  }
}
