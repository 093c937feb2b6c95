package io.sutler.cloud.hosts;

import io.sutler.cloud.CloudRegion;
import io.sutler.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What hosts told of our disks when they last answered, in a file that outlives this server: of one
 * that is silent nobody may conclude that it has none. Thread-safe.
 */
final class LastDisks {
  private final Path file;
  private final ReentrantLock lock = new ReentrantLock();
  private Optional<TreeMap<String, Object>> all = Optional.empty();

  LastDisks(Path file) {
    this.file = file;
  }

  private static String place(Host host, CloudRegion region) {
    return Lease.region(region) + " " + HostKeys.place("", host) + " " + host.store();
  }

  /** Empty for a host that never answered, too. */
  List<HostDisk> of(Host host, CloudRegion region) {
    lock.lock();
    try {
      return read().get(place(host, region)) instanceof List<?> lines
          ? lines.stream().map(String::valueOf).flatMap(l -> HostDisk.parse(l).stream()).toList()
          : List.of();
    } finally {
      lock.unlock();
    }
  }

  void saw(Host host, CloudRegion region, List<HostDisk> disks) {
    var lines = disks.stream().map(d -> d.id() + " " + d.text()).sorted().toList();
    lock.lock();
    try {
      var known = read();
      var place = place(host, region);
      if (lines.equals(known.getOrDefault(place, List.of()))) {
        return;
      }
      if (lines.isEmpty()) {
        known.remove(place);
      } else {
        known.put(place, lines);
      }
      write(known);
    } finally {
      lock.unlock();
    }
  }

  private TreeMap<String, Object> read() {
    if (all.isEmpty()) {
      try {
        all =
            Optional.of(
                Files.exists(file)
                    ? new TreeMap<>(Json.object(Files.readString(file)))
                    : new TreeMap<>());
      } catch (IOException | IllegalArgumentException e) {
        // hosts tell anew when they answer
        all = Optional.of(new TreeMap<>());
      }
    }
    return all.get();
  }

  private void write(TreeMap<String, Object> known) {
    try {
      var folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      var part = file.resolveSibling(file.getFileName() + ".part");
      Files.writeString(part, Json.write(known));
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      // this server still knows; another one asks the hosts
    }
  }
}
