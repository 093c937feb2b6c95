package io.sutler.driver.servers;

import io.sutler.cloud.CloudTrouble;
import io.sutler.cloud.Inventory;
import io.sutler.cloud.Machine;
import io.sutler.domain.DeploymentId;
import io.sutler.driver.Marks;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Looks at a cloud again and again, and marks each deployment whose machines changed; at first all
 * that has anything there, for nobody knows what happened while nobody looked.
 *
 * @param worked the deployments that may have machines where a look suddenly sees nothing
 */
record WatchCloud(Site site, Set<DeploymentId> worked, Marks marks) {
  void forEver() {
    Map<DeploymentId, Set<String>> before = Map.of();
    Set<Inventory.Unseen> unseen = Set.of();
    try {
      while (true) {
        try {
          var inventory = site.look();
          var now = machines(inventory);
          changed(before, now).forEach(marks::mark);
          before = now;
          var dark = Set.copyOf(inventory.unseen());
          if (!dark.equals(unseen)) {
            // whose machines are there nobody sees: whoever may be meant looks for himself
            worked.forEach(marks::mark);
          }
          unseen = dark;
        } catch (CloudTrouble | RuntimeException e) {
          // whoever needs the cloud says so; the next look tells what happened meanwhile
        }
        site.pause().pause(site.cloud().traits().lookEvery());
      }
    } catch (InterruptedException e) {
      // closed
    }
  }

  private static Map<DeploymentId, Set<String>> machines(Inventory inventory) {
    var all = new HashMap<DeploymentId, Set<String>>();
    for (var machine : inventory.machines()) {
      all.computeIfAbsent(machine.owner().deployment(), _ -> new HashSet<>()).add(text(machine));
    }
    // A network or a disk tells of a deployment whose machines are all gone.
    for (var thing : inventory.things()) {
      all.computeIfAbsent(thing.owner().deployment(), _ -> new HashSet<>()).add(thing.handle());
    }
    return all;
  }

  private static String text(Machine m) {
    return m.handle() + m.state() + m.since() + m.addresses();
  }

  private static Set<DeploymentId> changed(
      Map<DeploymentId, Set<String>> before, Map<DeploymentId, Set<String>> now) {
    var changed = new HashSet<>(before.keySet());
    changed.addAll(now.keySet());
    changed.removeIf(id -> Objects.equals(before.get(id), now.get(id)));
    return changed;
  }
}
