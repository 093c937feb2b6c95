package io.sutler.store.sql;

import io.sutler.domain.Binding;
import io.sutler.domain.DeploymentId;
import io.sutler.store.sql.DeploymentRows.Standing;
import io.sutler.store.sql.Priors.Prior;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** All that judging one wave of commands needs to know, read as sets. For one thread. */
final class AcceptFacts {
  private final Map<String, Prior> priors = new HashMap<>();
  private final Map<String, Standing> standing = new HashMap<>();
  private final Set<String> names = new HashSet<>();
  private final Map<String, List<String>> consumers = new HashMap<>();
  private final Map<Long, List<Binding>> bindings = new HashMap<>();
  private final Set<String> adoptable = new HashSet<>();

  static AcceptFacts read(Session session, List<AcceptInput> wave, long now) throws SQLException {
    var facts = new AcceptFacts();
    facts.readPriors(session, wave, now);
    facts.readStanding(session, wave);
    facts.readNames(session, wave);
    facts.readConsumers(session, wave);
    facts.readBindings(session, wave);
    facts.readAdoptable(session, wave);
    return facts;
  }

  private void readPriors(Session session, List<AcceptInput> wave, long now) throws SQLException {
    var ids = wave.stream().flatMap(i -> i.idempotencyId().stream()).toList();
    session.eachIn(
        "SELECT id, body_hash, command FROM idempotency WHERE expires > ? AND id IN (:in)",
        row -> priors.put(row.text(), new Prior(row.text(), row.text())),
        ids,
        now);
  }

  /** The deployments spoken of, and the providers, locked in the order of their keys. */
  private void readStanding(Session session, List<AcceptInput> wave) throws SQLException {
    var sql = "SELECT " + DeploymentRows.NARROW + " FROM deployment d WHERE d.id IN (:in)";
    session.eachIn(
        sql + " ORDER BY d.key" + session.dialect().locking("d"),
        row -> {
          var one = Standing.read(row);
          standing.put(one.id(), one);
        },
        spokenOf(wave));
  }

  private static TreeSet<String> spokenOf(List<AcceptInput> inputs) {
    var ids = new TreeSet<String>();
    for (var input : inputs) {
      if (input.newName().isEmpty()) {
        ids.add(input.deployment());
      }
      input.bindings().forEach(b -> ids.add(b.provider().value()));
    }
    return ids;
  }

  /** Locks what all waves will: locks taken wave by wave would not be in one order. */
  static void lock(Session session, List<AcceptInput> inputs) throws SQLException {
    session.queryIn(
        "SELECT d.key FROM deployment d WHERE d.id IN (:in) ORDER BY d.key"
            + session.dialect().locking("d"),
        Row::number,
        spokenOf(inputs));
  }

  private void readNames(Session session, List<AcceptInput> wave) throws SQLException {
    var wanted = new ArrayList<Object[]>();
    for (var input : wave) {
      input.newName().ifPresent(name -> wanted.add(new Object[] {input.project(), name}));
    }
    session.eachPair(
        "SELECT project, name FROM deployment WHERE (project, name) IN (:in)",
        row -> names.add(row.text() + "/" + row.text()),
        wanted);
  }

  private void readConsumers(Session session, List<AcceptInput> wave) throws SQLException {
    var providers =
        wave.stream().filter(AcceptInput::removes).map(AcceptInput::deployment).toList();
    session.eachIn(
        """
        SELECT DISTINCT b.provider, d.name FROM binding b JOIN deployment d ON d.key = b.consumer
        WHERE b.provider IN (:in) ORDER BY d.name\
        """,
        row -> consumers.computeIfAbsent(row.text(), p -> new ArrayList<>()).add(row.text()),
        providers);
  }

  private void readBindings(Session session, List<AcceptInput> wave) throws SQLException {
    var keys = new TreeSet<Long>();
    for (var input : wave) {
      if (input.newName().isEmpty() && input.level().isPresent()) {
        standing(input.deployment()).ifPresent(d -> keys.add(d.key()));
      }
    }
    session.eachIn(
        "SELECT consumer, parameter, provider, output FROM binding WHERE consumer IN (:in)",
        row ->
            bindings
                .computeIfAbsent(row.number(), k -> new ArrayList<>())
                .add(new Binding(row.text(), new DeploymentId(row.text()), row.text())),
        keys);
  }

  private void readAdoptable(Session session, List<AcceptInput> wave) throws SQLException {
    var ids = new TreeSet<String>();
    for (var input : wave) {
      input.level().ifPresent(l -> ids.addAll(l.adopt().values()));
    }
    session.eachIn(
        "SELECT project, id, adopter FROM retained WHERE id IN (:in)",
        row -> adoptable.add(row.text() + "/" + row.text() + "/" + row.text()),
        ids);
  }

  Optional<Prior> prior(String idempotencyId) {
    return Optional.ofNullable(priors.get(idempotencyId));
  }

  Optional<Standing> standing(String deployment) {
    return Optional.ofNullable(standing.get(deployment));
  }

  boolean isNameTaken(String project, String name) {
    return names.contains(project + "/" + name);
  }

  List<String> consumers(String provider) {
    return consumers.getOrDefault(provider, List.of());
  }

  Collection<Binding> bindings(long consumer) {
    return bindings.getOrDefault(consumer, List.of());
  }

  /** Whether this retained storage is there and nobody else has taken it over. */
  boolean mayAdopt(String project, String id, String adopter) {
    return adoptable.contains(project + "/" + id + "/")
        || adoptable.contains(project + "/" + id + "/" + adopter);
  }
}
