package io.sutler.driver.servers;

import io.sutler.domain.Member;
import io.sutler.domain.MemberState;
import io.sutler.domain.Observation;
import io.sutler.domain.Reading;
import io.sutler.domain.RunState;
import io.sutler.driver.ComponentView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells what is there of a component: a member for each that is declared or there. */
record ObserveServers(Site site) {
  private record State(MemberState state, String detail) {}

  Observation observe(ComponentView c, CloudSight sight) throws InterruptedException {
    if (sight.trouble().isPresent()) {
      return new Observation.Unknown(sight.trouble().get().message());
    }
    var inventory = sight.inventory();
    var hidden = Site.hidden(c, inventory);
    if (hidden.isPresent()) {
      return new Observation.Unknown(hidden.get().message());
    }
    var seen = site.seen(inventory, c);
    if (seen.isEmpty() && Disks.of(c.owner(), inventory).isEmpty()) {
      return ServersInputs.of(c).count() == 0 && c.applied().isPresent()
          ? new Observation.Present(List.of(), Optional.empty(), List.of(), List.of())
          : new Observation.Absent();
    }
    var met = Met.of(c.handle());
    var members = new ArrayList<Member>();
    for (var name : ServersInputs.members(c)) {
      members.add(
          seen.stream()
              .filter(s -> s.machine().name().equals(name))
              .findFirst()
              .map(s -> member(c, s, met))
              .orElseGet(() -> gone(c, name)));
    }
    for (var s : seen) {
      if (!ServersInputs.members(c).contains(s.machine().name())) {
        members.add(member(c, s, met));
      }
    }
    // what no member's state tells
    var moves =
        c.runState() == RunState.RUNNING
            ? Fleet.moves(Wanted.of(c), seen, site.clock().instant())
            : List.<Move>of();
    long up = members.stream().filter(m -> m.state() == MemberState.UP).count();
    return new Observation.Present(
        members,
        Optional.empty(),
        moves.stream()
            .filter(m -> m instanceof Move.Delete && !Wanted.isLeaving(m))
            .map(m -> m.member() + ": " + m.reason())
            .toList(),
        List.of(new Reading("up", Long.toString(up), site.clock().instant())),
        moves.stream().filter(Wanted::isLeaving).map(m -> leaving(c, m)).toList());
  }

  private static Observation.Leaving leaving(ComponentView c, Move move) {
    var handle = move instanceof Move.Delete d ? d.handle() : "";
    boolean returns = ServersInputs.members(c).contains(move.member());
    return new Observation.Leaving(move.member(), handle, move.reason(), returns);
  }

  private static Member gone(ComponentView c, String name) {
    return new Member(
        name, ServersInputs.of(c).role(), MemberState.DOWN, "", Optional.empty(), Map.of());
  }

  private Member member(ComponentView c, Seen seen, Met met) {
    var machine = seen.machine();
    var facts = new HashMap<String, String>();
    facts.putAll(machine.facts());
    facts.put("machine", machine.handle());
    facts.put("host", HostName.of(c.deployment(), machine.name()));
    facts.put("login", met.login());
    machine.addresses().stream().findFirst().ifPresent(a -> facts.put("address", a));
    var host = Optional.ofNullable(met.hosts().get(machine.handle()));
    host.filter(h -> !h.key().isEmpty()).ifPresent(h -> facts.put("host_key", h.key()));
    var state = state(c, seen, host);
    return new Member(
        machine.name(),
        ServersInputs.of(c).role(),
        state.state(),
        state.detail(),
        machine.since(),
        facts);
  }

  private State state(ComponentView c, Seen seen, Optional<Met.Host> host) {
    var machine = seen.machine();
    return switch (machine.state()) {
      case RUNNING ->
          c.runState() == RunState.RUNNING ? running(seen, host, ServersInputs.isEntered(c)) : up();
      case STOPPED -> new State(MemberState.STOPPED, "");
      // one that is to be stopped still holds its memory: it must be seen as running
      case SUSPENDED ->
          c.runState() == RunState.STOPPED ? up() : new State(MemberState.STOPPED, "suspended");
      case BUILDING -> new State(MemberState.DOWN, "it is being made");
      case FAILED, UNPLACED -> new State(MemberState.FAILED, machine.detail());
      case LEAVING -> new State(MemberState.DOWN, "it is being deleted");
    };
  }

  private static State up() {
    return new State(MemberState.UP, "");
  }

  private State running(Seen seen, Optional<Met.Host> host, boolean entered) {
    if (!seen.answers()) {
      return seen.silentTooLong(site.clock().instant())
          ? new State(MemberState.DOWN, "SSH does not answer")
          : new State(MemberState.STARTING, "SSH does not answer yet");
    }
    if (!entered) {
      return up();
    }
    if (host.isEmpty()) {
      return new State(MemberState.DOWN, "it was not met yet");
    }
    return host.get().other().isEmpty()
        ? up()
        : new State(MemberState.UP, "it shows another host key than when it was first met");
  }
}
