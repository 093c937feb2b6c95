package io.sutler.driver.script;

import io.sutler.driver.ComponentView;
import io.sutler.driver.DriverTraits;
import io.sutler.json.Json;
import java.util.List;

/**
 * What a plan may say in a script component's {@code with}.
 *
 * @param script the bundle's program
 * @param observe whether it knows the phase {@code observe}
 */
record ScriptInputs(String script, boolean observe) {
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
                  "script": {"type": "string", "format": "bundle-file", "maxLength": 1000},
                  "settings": {"type": "object"},
                  "observe": {"type": "boolean"}
                }
              }
              """),
          true,
          false);

  static ScriptInputs of(ComponentView c) {
    var inputs = c.desired().inputs();
    return new ScriptInputs(
        String.valueOf(inputs.get("script")), Boolean.TRUE.equals(inputs.get("observe")));
  }

  List<String> words() {
    return List.of(script);
  }
}
