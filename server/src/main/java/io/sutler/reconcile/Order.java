package io.sutler.reconcile;

import io.sutler.domain.ComponentRecord;
import io.sutler.domain.Resolution;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Puts actions in order. What makes or starts goes after what it needs, and waits when that is not
 * there; what stops or removes goes after all that stands upon it.
 */
final class Order {
  private final Map<String, Resolution> wanted;
  private final Map<String, ComponentRecord> leftovers;
  private final Map<String, Facts> seen;

  Order(
      Map<String, Resolution> wanted,
      Map<String, ComponentRecord> leftovers,
      Map<String, Facts> seen) {
    this.wanted = wanted;
    this.leftovers = leftovers;
    this.seen = seen;
  }

  Map<String, Verdict> arrange(Map<String, Verdict> verdicts) {
    Map<String, Verdict> done = new LinkedHashMap<>();
    for (var name : verdicts.keySet()) {
      settle(name, verdicts, done, new HashSet<>());
    }
    return done;
  }

  private Verdict settle(
      String name, Map<String, Verdict> verdicts, Map<String, Verdict> done, Set<String> path) {
    var known = done.get(name);
    if (known != null) {
      return known;
    }
    var verdict = verdicts.getOrDefault(name, new Verdict.Fine(true));
    if (!path.add(name)) {
      return verdict;
    }
    var result =
        switch (verdict) {
          case Verdict.Act act -> order(act.action(), verdicts, done, path);
          case Verdict.Fine f -> f;
          case Verdict.Waits w -> w;
          case Verdict.Stuck s ->
              isBroken(name, s) ? first(name, verdicts).<Verdict>map(Order::waitsFor).orElse(s) : s;
          case Verdict.Unseen u -> u;
        };
    path.remove(name);
    done.put(name, result);
    return result;
  }

  /** Whether it stands, and cannot be filled in now. */
  private boolean isBroken(String name, Verdict.Stuck stuck) {
    var facts = seen.get(name);
    return stuck.reason().equals("Broken")
        && facts != null
        && facts.record().flatMap(ComponentRecord::digest).isPresent();
  }

  /** What it needs and is being put right: it could be filled in when that was well. */
  private Optional<String> first(String name, Map<String, Verdict> verdicts) {
    return needsOf(name).stream()
        .filter(wanted::containsKey)
        .filter(need -> !needs(need, name, new HashSet<>()))
        .filter(need ->
            switch (verdicts.getOrDefault(need, new Verdict.Fine(true))) {
              case Verdict.Fine _ -> false;
              case Verdict.Act _, Verdict.Waits _, Verdict.Unseen _ -> true;
              case Verdict.Stuck s -> isBroken(need, s) && first(need, verdicts).isPresent();
            })
        .min(String::compareTo);
  }

  /** Whether the one stands on the other, by any number of steps, or is the other. */
  private boolean needs(String one, String other, Set<String> path) {
    return one.equals(other)
        || path.add(one) && needsOf(one).stream().anyMatch(n -> needs(n, other, path));
  }

  private static Verdict.Waits waitsFor(String need) {
    return new Verdict.Waits("WaitsForNeed", "waits for " + need, Optional.empty());
  }

  private Verdict order(
      Action action, Map<String, Verdict> verdicts, Map<String, Verdict> done, Set<String> path) {
    return switch (action) {
      case Action.Create a ->
          afterNeeds(
              a,
              verdicts,
              done,
              path,
              s -> new Action.Create(a.component(), a.reason(), s, a.again()));
      case Action.Change a ->
          afterNeeds(
              a,
              verdicts,
              done,
              path,
              s -> new Action.Change(a.component(), a.reason(), s, a.differences(), a.leaving()));
      // told when all else is as it should be: what it needs, it has
      case Action.Drain a -> new Verdict.Act(a);
      case Action.Replace a ->
          afterNeeds(
              a, verdicts, done, path, s -> new Action.Replace(a.component(), a.reason(), s));
      case Action.Start a ->
          afterNeeds(a, verdicts, done, path, s -> new Action.Start(a.component(), a.reason(), s));
      case Action.Stop a ->
          afterDependents(
              a, verdicts, done, path, s -> new Action.Stop(a.component(), a.reason(), s));
      case Action.Remove a ->
          afterDependents(
              a,
              verdicts,
              done,
              path,
              s -> new Action.Remove(a.component(), a.reason(), s, a.keepData()));
    };
  }

  private interface WithAfter {
    Action after(Set<String> names);
  }

  private Verdict afterNeeds(
      Action action,
      Map<String, Verdict> verdicts,
      Map<String, Verdict> done,
      Set<String> path,
      WithAfter rebuild) {
    var after = new HashSet<String>();
    for (var need : needsOf(action.component())) {
      if (!wanted.containsKey(need) || path.contains(need)) {
        continue;
      }
      switch (settle(need, verdicts, done, path)) {
        case Verdict.Fine _ -> {}
        case Verdict.Act _ -> after.add(need);
        case Verdict.Waits _, Verdict.Stuck _, Verdict.Unseen _ -> {
          return waitsFor(need);
        }
      }
    }
    return new Verdict.Act(rebuild.after(Set.copyOf(after)));
  }

  /** What stands upon it goes, changes or stops first, and holds it up when it cannot. */
  private Verdict afterDependents(
      Action action,
      Map<String, Verdict> verdicts,
      Map<String, Verdict> done,
      Set<String> path,
      WithAfter rebuild) {
    var after = new HashSet<String>();
    for (var other : verdicts.keySet()) {
      if (path.contains(other) || !standsOn(other, action)) {
        continue;
      }
      boolean holdsUp =
          switch (settle(other, verdicts, done, path)) {
            case Verdict.Fine _ -> false;
            case Verdict.Act _ -> {
              after.add(other);
              yield false;
            }
            // A stop that fails must not keep all below it running; a removal can wait.
            case Verdict.Waits waits ->
                action instanceof Action.Remove
                    || waits.reason().equals("InProgress")
                    || waits.reason().equals("WaitsForDependent");
            case Verdict.Stuck _, Verdict.Unseen _ -> action instanceof Action.Remove;
          };
      if (holdsUp) {
        var until = leftovers.containsKey(other) ? " is gone" : " no longer stands on it";
        return new Verdict.Waits(
            "WaitsForDependent", "stays until " + other + until, Optional.empty());
      }
    }
    return new Verdict.Act(rebuild.after(Set.copyOf(after)));
  }

  /** What runs without a record, after a crash, stands on what it is declared to need. */
  private boolean standsOn(String dependent, Action action) {
    var facts = seen.get(dependent);
    var recorded = facts == null ? Optional.<ComponentRecord>empty() : facts.record();
    if (recorded.isPresent()) {
      return recorded.get().needs().contains(action.component());
    }
    return action instanceof Action.Stop && needsOf(dependent).contains(action.component());
  }

  private Set<String> needsOf(String name) {
    var resolution = wanted.get(name);
    return resolution == null ? Set.of() : resolution.needs();
  }
}
