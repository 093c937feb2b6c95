package io.sutler.driver.local;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Tells which processes belong together: those with a tag (in their environment, or else in the
 * name of their control group), those in the session of a program we started, all their
 * descendants, and whatever of them was seen before, since a program may overwrite its environment,
 * leave its session and outlive its parent. Not thread-safe.
 */
public final class Kin {
  private final Predicate<Proc> tagged;
  private final Set<Proc.Id> leaders;
  private final Set<Proc.Id> seen = new HashSet<>();

  private Kin(Predicate<Proc> tagged, Set<Proc.Id> leaders) {
    this.tagged = tagged;
    this.leaders = leaders;
  }

  /** All that was started for a component. */
  public static Kin ofOwner(String owner, Set<Proc.Id> leaders) {
    return new Kin(p -> p.tag(Proc.OWNER).filter(owner::equals).isPresent(), leaders);
  }

  /** All that one program started; {@code leader} is its wrapper. */
  static Kin ofSpawn(String spawn, Optional<Proc.Id> leader) {
    return new Kin(
        p -> p.tag(Proc.SPAWN).filter(spawn::equals).isPresent(),
        leader.map(Set::of).orElse(Set.of()));
  }

  /** Remembers processes as belonging here. */
  public Kin seen(Set<Proc.Id> ids) {
    seen.addAll(ids);
    return this;
  }

  /** Those alive now. */
  List<Proc> find(ProcTable table) {
    long self = ProcessHandle.current().pid();
    var roots =
        table.matching(p ->
            p.pid() != self
                && (tagged.test(p)
                    || seen.contains(p.id())
                    || leaders.stream().anyMatch(l -> l.pid() == p.session() && isOf(l, p))));
    var all = table.withDescendants(roots).stream().filter(p -> p.pid() != self).toList();
    all.forEach(p -> seen.add(p.id()));
    return all;
  }

  // a session's number stays taken while anyone is in it, so a younger process in it is kin unless
  // the number was given anew to a younger leader
  private static boolean isOf(Proc.Id leader, Proc p) {
    return p.start() >= leader.start()
        && Proc.read(leader.pid()).map(now -> now.start() == leader.start()).orElse(true);
  }
}
