package io.sutler.cloud.hosts;

import io.sutler.cloud.MachineOrder;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where a disk may be mounted on a host that lives on afterwards. Pure. */
final class MountPlaces {
  private static final Set<String> NEEDED =
      Set.of(
          "/bin",
          "/etc",
          "/home",
          "/lib",
          "/lib64",
          "/root",
          "/sbin",
          "/tmp",
          "/usr",
          "/var",
          "/var/lib");
  private static final List<String> SYSTEM =
      List.of("/boot", "/dev", "/proc", "/run", "/sys", "/etc/systemd", "/usr/bin", "/usr/lib");

  private MountPlaces() {}

  /** Why not there; empty when it may. */
  static Optional<String> whyNot(MachineOrder.Disk disk, Host host) {
    var mount = disk.mount();
    if (!mount.matches("(/[A-Za-z0-9._-]+)+") || (mount + "/").matches(".*/[.]{1,2}/.*")) {
      return Optional.of("that is no plain absolute path");
    }
    if (NEEDED.contains(mount) || SYSTEM.stream().anyMatch(s -> isWithin(mount, s))) {
      return Optional.of("the host needs what is there");
    }
    boolean ours =
        isWithin(host.place(), mount)
            || isWithin(host.store(), mount)
            || isWithin(mount, host.place())
            || isWithin(mount, host.store());
    return ours ? Optional.of("Sutler's own files are there") : Optional.empty();
  }

  private static boolean isWithin(String path, String folder) {
    return path.equals(folder) || path.startsWith(folder + "/");
  }
}
