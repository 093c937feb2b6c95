package io.sutler.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The control plane dies just before and just after each write of its store, in an install, an
 * update, an operation and a removal: nothing lost, nothing twice, nothing left.
 */
class KillAtEveryPointStory {
  @TempDir Path home;

  @Test
  void wherever_it_dies_what_was_accepted_is_carried_out_once() throws Exception {
    var died = new ArrayList<String>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var sides =
          List.of("before", "after").stream().map(side -> threads.submit(() -> at(side))).toList();
      for (var side : sides) {
        died.addAll(side.get());
      }
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    }
    assertThat(died).doesNotHaveDuplicates();
    // how many writes an act makes is nobody's promise; that it died in the middle of each is ours
    for (var act : List.of("install", "update", "operate", "remove")) {
      assertThat(died.stream().filter(d -> d.startsWith(act + " ")))
          .as("on both sides of several writes of %s", act)
          .hasSizeGreaterThanOrEqualTo(6);
    }
  }

  /** Dies on one side of the first write of each phase, then of the second, until there is none. */
  private List<String> at(String side) throws Exception {
    try (var mortal = new MortalServer(home.resolve(side))) {
      boolean further = true;
      for (int number = 1; further; number++) {
        var point = number + " " + side;
        var name = "d-" + number;
        further = mortal.installs(name, point);
        further |= mortal.updates(name, point);
        further |= mortal.operates(name, point);
        further |= mortal.removes(name, point);
      }
      return mortal.died();
    }
  }
}
