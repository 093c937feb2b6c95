package io.sutler.cli.local;

import io.sutler.cli.print.Data;
import io.sutler.cli.terminal.Terminal;
import io.sutler.cli.verb.Params;
import java.util.LinkedHashMap;
import java.util.Map;

/** What trials take from the command line. */
final class Trials {
  private Trials() {}

  /** Parameters as JSON data, typed as the plan types them. */
  static Map<String, Object> params(Terminal terminal, Params typed, LocalPlan local) {
    var values = new LinkedHashMap<String, Object>();
    if (!typed.given()) {
      return values;
    }
    typed
        .values(terminal, Data.ofData(local.plan().parameters()))
        .properties()
        .forEach(p -> values.put(p.getKey(), Data.plain(p.getValue())));
    return values;
  }
}
