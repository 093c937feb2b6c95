package io.sutler.store.sql;

import io.sutler.domain.Resources;
import io.sutler.store.Accept.LevelChange.Create;
import io.sutler.store.Accept.LevelChange.Keep;
import io.sutler.store.Accept.LevelChange.Update;
import io.sutler.store.Accepted;
import io.sutler.store.Work;
import io.sutler.store.sql.DeploymentRows.Standing;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes many commands at once. */
final class AcceptBatch implements Batch<AcceptInput, AcceptBatch.Outcome> {
  private final Keys keys;
  private final MarkClock marks;
  private final Priors priors = new Priors();

  AcceptBatch(Keys keys, MarkClock marks) {
    this.keys = keys;
    this.marks = marks;
  }

  /** What to answer, and the mark to tell of after the commit. */
  record Outcome(Accepted accepted, Optional<Work> mark) {
    static Outcome refused(Accepted why) {
      return new Outcome(why, Optional.empty());
    }
  }

  @Override
  public int rank() {
    return 1;
  }

  /** With a key of its own a repeated one answers as the first did. */
  @Override
  public boolean repeatable(AcceptInput input) {
    return input.idempotencyId().isPresent();
  }

  @Override
  public void committed(List<Outcome> results) {
    keys.committed();
    results.forEach(r -> r.mark.ifPresent(marks::tell));
  }

  @Override
  public List<Outcome> run(Session session, List<AcceptInput> inputs) throws SQLException {
    keys.begin();
    var ledgers = Ledgers.lock(session, inputs.stream().map(AcceptInput::project).toList());
    var outcomes = new Outcome[inputs.size()];
    var waves = Waves.of(inputs);
    if (waves.size() > 1) {
      AcceptFacts.lock(session, inputs);
    }
    priors.sweep(session, marks.now());
    for (var positions : waves) {
      var wave = positions.stream().map(inputs::get).toList();
      var made = new Wave(session, ledgers, wave).run();
      for (int i = 0; i < made.size(); i++) {
        outcomes[positions.get(i)] = made.get(i);
      }
    }
    ledgers.flush(session);
    return Arrays.asList(outcomes);
  }

  private final class Wave {
    private final Session session;
    private final Ledgers ledgers;
    private final List<AcceptInput> inputs;
    private final AcceptFacts facts;
    private final Cycles cycles;
    private final AcceptWrites writes = new AcceptWrites();

    Wave(Session session, Ledgers ledgers, List<AcceptInput> inputs) throws SQLException {
      this.session = session;
      this.ledgers = ledgers;
      this.inputs = inputs;
      this.facts = AcceptFacts.read(session, inputs, marks.now());
      this.cycles = new Cycles(session);
    }

    List<Outcome> run() throws SQLException {
      countPlans();
      var replays = replays();
      var rules = new AcceptRules(facts, cycles);
      var outcomes = new ArrayList<Outcome>();
      for (var input : inputs) {
        var replayed = Optional.ofNullable(replays.get(input));
        var no = replayed.isPresent() ? replayed : rules.refuse(input, of(input));
        outcomes.add(no.isPresent() ? Outcome.refused(no.get()) : take(input));
      }
      writes.flush(session);
      return outcomes;
    }

    private Optional<Ledger> of(AcceptInput input) {
      return ledgers.of(input.project());
    }

    private void countPlans() throws SQLException {
      var pairs = new ArrayList<Object[]>();
      for (var input : inputs) {
        var desired = input.level();
        var before = facts.standing(input.deployment()).map(Standing::plan);
        if (desired.isPresent()
            && of(input).isPresent()
            && !before.equals(Optional.of(desired.get().plan()))) {
          pairs.add(new Object[] {input.project(), desired.get().plan()});
          before.ifPresent(plan -> pairs.add(new Object[] {input.project(), plan}));
        }
      }
      ledgers.count(session, pairs);
    }

    /** Answers to those that came before. */
    private Map<AcceptInput, Accepted> replays() throws SQLException {
      Map<AcceptInput, Accepted> replays = new IdentityHashMap<>();
      for (var input : inputs) {
        var prior = input.idempotencyId().flatMap(facts::prior);
        if (prior.isPresent()) {
          var key = input.accept().idempotency().orElseThrow();
          replays.put(input, prior.get().answer(session, key));
        }
      }
      return replays;
    }

    private Outcome take(AcceptInput input) throws SQLException {
      var ledger = of(input).orElseThrow();
      ledgers.append(input.project(), input.line());
      return switch (input.accept().level()) {
        case Create create -> create(input, create, ledger);
        case Update update -> {
          var old = facts.standing(input.deployment()).orElseThrow();
          yield update(input, update, old, ledger);
        }
        case Keep keep -> {
          var old = facts.standing(input.deployment()).orElseThrow();
          yield done(input, old.key(), old.place(), old.generation(), old.version());
        }
      };
    }

    private Outcome create(AcceptInput input, Create create, Ledger ledger) throws SQLException {
      var deployment = create.deployment();
      long key = keys.next(session);
      var work = marks.fresh(key, deployment.place(), input.at());
      ledger.come(deployment.desired().plan(), input.accept().uses());
      writes.create(input, deployment, key, work);
      var command = input.accept().command().at(1);
      writes.command(input, command);
      return new Outcome(new Accepted.Taken(command, key, 1, 1), Optional.of(work));
    }

    private Outcome update(AcceptInput input, Update update, Standing old, Ledger ledger) {
      var desired = update.desired();
      // What is being removed goes on taking its share until it is seen gone.
      Resources uses = input.removes() ? old.uses() : input.accept().uses();
      ledger.go(old.plan(), old.uses());
      ledger.come(desired.plan(), uses);
      ledger.retain(update.keeps().orElse(0L) - old.retaining());
      writes.update(input, old, update, uses);
      if (!new HashSet<>(facts.bindings(old.key())).equals(new HashSet<>(desired.bindings()))) {
        writes.rebind(old.key(), desired);
        cycles.decided(old.id(), desired.bindings());
      }
      return done(input, old.key(), old.place(), old.generation() + 1, old.version() + 1);
    }

    private Outcome done(AcceptInput input, long key, String place, long generation, long version) {
      var command = input.accept().command().at(generation);
      writes.command(input, command);
      var work = marks.fresh(key, place, input.at());
      writes.mark(work);
      return new Outcome(new Accepted.Taken(command, key, generation, version), Optional.of(work));
    }
  }
}
