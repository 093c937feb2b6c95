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
          case Verdict.Stuck s -> s;
          case Verdict.Unseen u -> u;
        };
    path.remove(name);
    done.put(name, result);
    return result;
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
              s -> new Action.Change(a.component(), a.reason(), s, a.differences()));
      case Action.Replace a ->
          afterNeeds(
              a, verdicts, done, path, s -> new Action.Replace(a.component(), a.reason(), s));
      case Action.Start a ->
          afterNeeds(a, verdicts, done, path, s -> new Action.Start(a.component(), a.reason(), s));
      case Action.Stop a ->
          new Verdict.Act(
              new Action.Stop(a.component(), a.reason(), dependents(a.component(), verdicts)));
      case Action.Remove a -> removal(a, verdicts);
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
      if (!verdicts.containsKey(need) || path.contains(need)) {
        continue;
      }
      switch (settle(need, verdicts, done, path)) {
        case Verdict.Fine _ -> {}
        case Verdict.Act _ -> after.add(need);
        case Verdict.Waits _, Verdict.Stuck _, Verdict.Unseen _ -> {
          return new Verdict.Waits("WaitsForNeed", "waits for " + need, Optional.empty());
        }
      }
    }
    return new Verdict.Act(rebuild.after(Set.copyOf(after)));
  }

  /** Something that stands upon it and cannot go or change now holds it up. */
  private Verdict removal(Action.Remove action, Map<String, Verdict> verdicts) {
    var after = dependents(action.component(), verdicts);
    for (var other : leftovers.keySet()) {
      var verdict = verdicts.get(other);
      boolean goes = verdict instanceof Verdict.Act || verdict instanceof Verdict.Fine;
      if (stoodOn(other, action.component()) && !goes) {
        return new Verdict.Waits(
            "WaitsForDependent", "stays until " + other + " is gone", Optional.empty());
      }
    }
    return new Verdict.Act(
        new Action.Remove(action.component(), action.reason(), after, action.keepData()));
  }

  private Set<String> dependents(String name, Map<String, Verdict> verdicts) {
    var result = new HashSet<String>();
    verdicts.forEach((other, verdict) -> {
      if (verdict instanceof Verdict.Act
          && !other.equals(name)
          && stoodOn(other, name)
          && !reaches(name, other)) {
        result.add(other);
      }
    });
    return Set.copyOf(result);
  }

  /** Whether {@code from} stood on {@code to} too: in a ring nobody can wait for the other. */
  private boolean reaches(String from, String to) {
    var open = new java.util.ArrayDeque<String>(java.util.List.of(from));
    var visited = new HashSet<String>();
    while (!open.isEmpty()) {
      var at = open.pop();
      if (at.equals(to)) {
        return true;
      }
      if (visited.add(at)) {
        open.addAll(standsOn(at));
      }
    }
    return false;
  }

  private boolean stoodOn(String dependent, String need) {
    return standsOn(dependent).contains(need);
  }

  private Set<String> standsOn(String name) {
    var facts = seen.get(name);
    return facts != null && facts.record().isPresent()
        ? facts.record().get().needs()
        : needsOf(name);
  }

  private Set<String> needsOf(String name) {
    var resolution = wanted.get(name);
    return resolution == null ? Set.of() : resolution.needs();
  }
}
