package io.sutler.driver.script;

import io.sutler.driver.DriverTraits;
import io.sutler.json.Json;

/** What a plan may say in a script component's {@code with}. */
final class ScriptInputs {
  static final DriverTraits TRAITS =
      new DriverTraits(
          "script",
          Json.object(
              """
              {
                "type": "object",
                "additionalProperties": false,
                "required": ["script"],
                "properties": {
                  "script": {"type": "string", "minLength": 1, "maxLength": 1000},
                  "settings": {"type": "object"},
                  "observe": {"type": "boolean"}
                }
              }
              """),
          true,
          false);

  private ScriptInputs() {}
}
