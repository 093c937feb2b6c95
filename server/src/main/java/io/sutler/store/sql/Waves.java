package io.sutler.store.sql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Parts commands that were taken together into waves, so that within one wave none depends on what
 * another does: each wave can be read, judged and written as a set. Their order is kept wherever it
 * matters.
 */
final class Waves {
  private final Map<String, Integer> lastAlone = new HashMap<>();
  private final Map<String, Integer> lastShared = new HashMap<>();
  private final List<List<Integer>> waves = new ArrayList<>();

  private Waves() {}

  /** Positions of the inputs, wave by wave. */
  static List<List<Integer>> of(List<AcceptInput> inputs) {
    var waves = new Waves();
    for (int i = 0; i < inputs.size(); i++) {
      waves.place(i, inputs.get(i));
    }
    return waves.waves;
  }

  private void place(int position, AcceptInput input) {
    var alone = new ArrayList<String>();
    var shared = new ArrayList<String>();
    input.idempotencyId().ifPresent(id -> alone.add("i" + id));
    input.newName().ifPresent(name -> alone.add("n" + input.project() + "/" + name));
    (input.level().isPresent() ? alone : shared).add("d" + input.deployment());
    input.bindings().forEach(b -> shared.add("d" + b.provider()));
    input.level().ifPresent(l -> l.adopt().values().forEach(id -> alone.add("r" + id)));
    int wave = 0;
    for (var token : alone) {
      wave = Math.max(wave, after(lastAlone, token));
      wave = Math.max(wave, after(lastShared, token));
    }
    for (var token : shared) {
      wave = Math.max(wave, after(lastAlone, token));
    }
    for (var token : alone) {
      lastAlone.put(token, wave);
    }
    for (var token : shared) {
      lastShared.merge(token, wave, Math::max);
    }
    if (wave == waves.size()) {
      waves.add(new ArrayList<>());
    }
    waves.get(wave).add(position);
  }

  private static int after(Map<String, Integer> last, String token) {
    var wave = last.get(token);
    return wave == null ? 0 : wave + 1;
  }
}
