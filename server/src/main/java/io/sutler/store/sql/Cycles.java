package io.sutler.store.sql;

import io.sutler.domain.Binding;
import io.sutler.store.Accepted;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds out whether new bindings would lead back to where they start. For one thread. */
final class Cycles {
  private final Session session;
  private final Map<String, List<String>> decided = new HashMap<>();

  Cycles(Session session) {
    this.session = session;
  }

  /** Tells of bindings that were judged in this transaction and are not written yet. */
  void decided(String consumer, List<Binding> bindings) {
    decided.put(consumer, bindings.stream().map(b -> b.provider().value()).toList());
  }

  Optional<Accepted> through(AcceptInput input, String name, List<Binding> added)
      throws SQLException {
    if (added.isEmpty()) {
      return Optional.empty();
    }
    Map<String, String> cameFrom = new HashMap<>();
    var next = new ArrayList<String>();
    for (var binding : added) {
      cameFrom.putIfAbsent(binding.provider().value(), "");
      next.add(binding.provider().value());
    }
    for (int i = 0; i < next.size(); i++) {
      var from = next.get(i);
      for (var provider : providersOf(from)) {
        if (provider.equals(input.deployment())) {
          return Optional.of(new Accepted.Cycle(way(name, from, cameFrom)));
        }
        if (cameFrom.putIfAbsent(provider, from) == null) {
          next.add(provider);
        }
      }
    }
    return Optional.empty();
  }

  private List<String> providersOf(String consumer) throws SQLException {
    var there = decided.get(consumer);
    return there != null
        ? there
        : session.query(
            """
            SELECT DISTINCT b.provider FROM binding b JOIN deployment d ON d.key = b.consumer
            WHERE d.id = ?\
            """,
            Row::text,
            consumer);
  }

  private List<String> way(String name, String last, Map<String, String> cameFrom)
      throws SQLException {
    var names = new ArrayList<String>(List.of(name));
    for (var at = last; !at.isEmpty(); at = cameFrom.getOrDefault(at, "")) {
      names.add(
          1, session.first("SELECT name FROM deployment WHERE id = ?", Row::text, at).orElse(at));
    }
    names.add(name);
    return names;
  }
}
