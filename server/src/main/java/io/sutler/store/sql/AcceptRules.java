package io.sutler.store.sql;

import io.sutler.domain.Binding;
import io.sutler.domain.Resources;
import io.sutler.store.Accept.LevelChange.Create;
import io.sutler.store.Accept.LevelChange.Keep;
import io.sutler.store.Accept.LevelChange.Update;
import io.sutler.store.Accepted;
import io.sutler.store.sql.DeploymentRows.Standing;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Says whether a command may be taken, and why not. For one thread. */
final class AcceptRules {
  private final AcceptFacts facts;
  private final Cycles cycles;

  AcceptRules(AcceptFacts facts, Cycles cycles) {
    this.facts = facts;
    this.cycles = cycles;
  }

  /** Why it cannot be taken; empty when it can. Idempotency is not looked at here. */
  Optional<Accepted> refuse(AcceptInput input, Optional<Ledger> of) throws SQLException {
    if (of.filter(Ledger::standing).isEmpty()) {
      return Optional.of(new Accepted.Gone("project"));
    }
    var ledger = of.get();
    return switch (input.accept().level()) {
      case Create create -> refuseCreate(input, create, ledger);
      case Update update -> {
        var standing = target(input, update.key());
        yield standing.isEmpty()
            ? Optional.of(new Accepted.Gone("deployment"))
            : refuseUpdate(input, update, standing.get(), ledger);
      }
      case Keep keep -> {
        var standing = target(input, keep.key());
        yield standing.isEmpty()
            ? Optional.of(new Accepted.Gone("deployment"))
            : refuseStale(input, standing.get());
      }
    };
  }

  private Optional<Standing> target(AcceptInput input, long key) {
    return facts
        .standing(input.deployment())
        .filter(d -> d.key() == key && d.project().equals(input.project()));
  }

  private Optional<Accepted> refuseCreate(AcceptInput input, Create create, Ledger ledger)
      throws SQLException {
    var deployment = create.deployment();
    var desired = deployment.desired();
    if (facts.isNameTaken(input.project(), deployment.name())) {
      return Optional.of(new Accepted.NameTaken());
    }
    var gone = refuseBindings(input, deployment.name(), desired.bindings());
    if (gone.isPresent()) {
      return gone;
    }
    for (var id : desired.adopt().values()) {
      if (!facts.mayAdopt(input.project(), id, input.deployment())) {
        return Optional.of(new Accepted.Gone("retained storage " + id));
      }
    }
    return Quotas.refuseOneMore(ledger, desired.plan(), create.planLimit())
        .or(() -> Quotas.refuse(ledger, Resources.NONE, input.accept().uses()));
  }

  private Optional<Accepted> refuseUpdate(
      AcceptInput input, Update update, Standing standing, Ledger ledger) throws SQLException {
    var desired = update.desired();
    var stale = refuseStale(input, standing);
    if (stale.isPresent()) {
      return stale;
    }
    if (input.removes()) {
      var consumers = facts.consumers(standing.id());
      return consumers.isEmpty()
          ? update.keeps().flatMap(bytes -> Quotas.refuseKept(ledger, standing.retaining(), bytes))
          : Optional.of(new Accepted.InUse(consumers));
    }
    var old = new HashSet<>(facts.bindings(standing.key()));
    var added = desired.bindings().stream().filter(b -> !old.contains(b)).toList();
    var gone = refuseBindings(input, standing.name(), added);
    if (gone.isPresent()) {
      return gone;
    }
    var plan =
        desired.plan().equals(standing.plan())
            ? Optional.<Accepted>empty()
            : Quotas.refusePlan(ledger, desired.plan(), Optional.empty());
    return plan.or(() -> Quotas.refuse(ledger, standing.uses(), input.accept().uses()));
  }

  private static Optional<Accepted> refuseStale(AcceptInput input, Standing standing) {
    return input
        .accept()
        .ifVersion()
        .filter(version -> version != standing.version())
        .map(version -> new Accepted.Stale(standing.version()));
  }

  private Optional<Accepted> refuseBindings(AcceptInput input, String name, List<Binding> added)
      throws SQLException {
    for (var binding : added) {
      var provider = facts.standing(binding.provider().value());
      if (binding.provider().value().equals(input.deployment())) {
        return Optional.of(new Accepted.Cycle(List.of(name, name)));
      }
      if (provider.isEmpty() || provider.get().runState() == io.sutler.domain.RunState.ABSENT) {
        return Optional.of(new Accepted.Gone("provider " + binding.provider()));
      }
    }
    return input.newName().isPresent() ? Optional.empty() : cycles.through(input, name, added);
  }
}
