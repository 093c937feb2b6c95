package io.sutler.cloud.hosts;

import io.sutler.cloud.CloudRegion;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What hosts told of our disks when they last answered, in a file that outlives this server: of one
 * that is silent nobody may conclude that it has none. Thread-safe.
 */
final class LastDisks {
  private final Remembered file;
  private final ReentrantLock lock = new ReentrantLock();
  private Optional<TreeMap<String, Object>> all = Optional.empty();

  LastDisks(Path file) {
    this.file = new Remembered(file);
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
      file.write(known);
    } finally {
      lock.unlock();
    }
  }

  private TreeMap<String, Object> read() {
    var known = all.orElseGet(file::read);
    all = Optional.of(known);
    return known;
  }
}
