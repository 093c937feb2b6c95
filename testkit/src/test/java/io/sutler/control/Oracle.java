package io.sutler.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.domain.CommandKind;
import io.sutler.domain.CommandState;
import io.sutler.domain.Deployment;
import io.sutler.domain.OwnerTag;
import io.sutler.domain.Retained;
import io.sutler.domain.RunState;
import io.sutler.testkit.FakeCloud;
import io.sutler.testkit.FakeCloud.Thing;
import io.sutler.testkit.MemoryStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Compares what is really there with what is desired, once all has come to rest. */
final class Oracle {
  private final MemoryStore store;
  private final FakeCloud cloud;
  private final Users users;
  private boolean stale;
  private boolean blind;
  private final List<String> crimes = new ArrayList<>();

  Oracle(MemoryStore store, FakeCloud cloud, Users users) {
    this.store = store;
    this.cloud = cloud;
    this.users = users;
  }

  /** A process slept through its end: no cloud keeps its last call from coming late. */
  void staleTwin(boolean tellsDigests) {
    stale = true;
    blind |= !tellsDigests;
  }

  /** Whoever was fenced off writes nothing. */
  void staleWrite(String what) {
    crimes.add("a stale process wrote: " + what);
  }

  /** Data goes only where a person ever allowed it. */
  void destroyed(Thing thing) {
    var owner = OwnerTag.parse(thing.owner()).orElseThrow();
    if (thing.kind().equals("volume")
        && !users.allowed.contains(owner.deployment() + "/" + owner.component())) {
      crimes.add("data destroyed: " + thing);
    }
  }

  void check(House house, int processes) {
    assertThat(crimes).isEmpty();
    var accounted = new HashSet<String>();
    for (var deployment : users.deployments()) {
      standing(deployment, accounted);
    }
    retained(accounted);
    ghosts(house, accounted);
    commands();
    operations(processes);
    runs();
  }

  private void standing(Deployment d, Set<String> accounted) {
    assertThat(d.observed().generation()).as("%s reached", d).isEqualTo(d.generation());
    assertThat(d.observed().conditions().stream().limit(3)).allMatch(c -> c.holds());
    assertThat(d.desired().runState()).isNotEqualTo(RunState.ABSENT);
    boolean up = d.desired().runState() == RunState.RUNNING;
    var records = new TreeMap<String, String>();
    store.reads().components(d.key()).forEach(r -> records.put(r.name(), r.region()));
    var declared = declared(d);
    if (up) {
      assertThat(records.keySet()).as("records of %s", d.name()).isEqualTo(declared.keySet());
    }
    declared.forEach((name, region) -> {
      var place = up ? region : records.getOrDefault(name, region); // what is stopped is not moved
      var things = own(d, name, "server", place);
      if (up) {
        assertThat(things).as("exactly one server of %s/%s", d.name(), name).hasSize(1);
        assertThat(things.getFirst().running()).as("%s runs", things).isTrue();
        assertThat(things.getFirst().region())
            .as("region of %s; %s", name, say())
            .isEqualTo(region);
        var record =
            store.reads().components(d.key()).stream()
                .filter(r -> r.name().equals(name))
                .findFirst()
                .orElseThrow();
        if (!blind) {
          assertThat(record.digest())
              .as("made from what is declared: %s", record)
              .contains(things.getFirst().spec());
        }
      } else {
        assertThat(things).as("nothing runs of %s/%s", d.name(), name).hasSizeLessThan(2);
        assertThat(things).noneMatch(Thing::running);
      }
      boolean holdsData = name.equals("db") || name.equals("scratch");
      var volumes = own(d, name, "volume", place);
      assertThat(volumes).hasSizeLessThanOrEqualTo(holdsData ? 1 : 0);
      if (up && holdsData) {
        assertThat(volumes).as("volume of %s/%s", d.name(), name).hasSize(1);
      }
      things.forEach(t -> accounted.add(t.id()));
      volumes.forEach(t -> accounted.add(t.id()));
    });
  }

  /** Components and their regions, as the plan's author would say it. */
  private static Map<String, String> declared(Deployment d) {
    var params = d.desired().params();
    var place = String.valueOf(params.get("place"));
    var declared = new TreeMap<String, String>();
    declared.put("db", "east");
    declared.put("app", "east");
    if (d.desired().planDigest().equals(SimPlans.V2)) {
      declared.put("scratch", place);
    } else if (Boolean.TRUE.equals(params.get("cache"))) {
      declared.put("cache", place);
    }
    ((List<?>) params.getOrDefault("workers", List.of()))
        .forEach(w -> declared.put("worker[" + w + "]", "east"));
    return declared;
  }

  /**
   * What stands for a component. What a late call of a process that slept made where the component
   * stood before is none of it: it must be listed as a ghost.
   */
  private List<Thing> own(Deployment d, String component, String kind, String region) {
    var owner = new OwnerTag("sim", d.id(), component).text();
    return cloud.ledger().stream()
        .filter(t -> t.owner().equals(owner) && t.kind().equals(kind) && !t.kept())
        .filter(t -> !stale || t.region().equals(region))
        .toList();
  }

  private void retained(Set<String> accounted) {
    var kept = cloud.ledger().stream().filter(Thing::kept).map(Thing::id).toList();
    var listed = store.reads().retained(Users.PROJECT.id()).stream().map(Retained::handle).toList();
    assertThat(listed).as("retained storage is listed once").doesNotHaveDuplicates();
    assertThat(kept).as("what is listed as retained is there").containsAll(listed);
    accounted.addAll(listed);
  }

  private void ghosts(House house, Set<String> accounted) {
    var leftover =
        cloud.ledger().stream()
            .filter(t -> t.owner().startsWith("sim/") && !accounted.contains(t.id()))
            .map(Thing::id)
            .collect(Collectors.toSet());
    try {
      var listed = new FindGhosts(house).handles();
      assertThat(listed).as("leftovers and ghosts; %s", say()).isEqualTo(leftover);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    if (!stale) {
      assertThat(leftover).as("nothing is left behind; %s", say()).isEmpty();
    }
    assertThat(cloud.ledger()).anyMatch(t -> t.owner().equals("other/d/db"));
  }

  private void commands() {
    for (var id : users.ordered) {
      var command = store.reads().command(Users.PROJECT.id(), id).orElseThrow();
      assertThat(command.state().isEnd()).as("%s has ended", command).isTrue();
      assertThat(command.reason()).as("%s says why", command).isNotBlank();
    }
  }

  private void operations(int processes) {
    var ran = new HashMap<>(cloud.operations());
    for (var id : users.ordered) {
      var command = store.reads().command(Users.PROJECT.id(), id).orElseThrow();
      if (command.kind() != CommandKind.OPERATE) {
        continue;
      }
      int times = ran.getOrDefault(id.value(), 0);
      // What may be repeated runs again when it was cut off: at most once for each process.
      int most = command.operation().equals("backup") ? processes : 1;
      assertThat(times).as("%s ran once at most", command).isLessThanOrEqualTo(most);
      if (command.state() == CommandState.REACHED) {
        assertThat(times).as("%s is said to be done", command).isPositive();
      }
    }
  }

  private void runs() {
    for (var d : users.deployments()) {
      assertThat(store.reads().runs(d.id(), "", 1000)).allMatch(r -> r.endedAt().isPresent());
    }
  }

  /** Everything that there is, for a person who reads a failure. */
  String say() {
    var text = new StringBuilder();
    cloud.ledger().forEach(t -> text.append('\n').append(t));
    for (var d : users.deployments()) {
      text.append('\n').append(d);
      store.reads().components(d.key()).forEach(r -> text.append('\n').append(r));
      store
          .reads()
          .runs(d.id(), "", 6)
          .forEach(r -> store.reads().steps(r.id()).forEach(s -> text.append('\n').append(s)));
    }
    store.reads().retained(Users.PROJECT.id()).forEach(r -> text.append('\n').append(r));
    return text.toString();
  }
}
