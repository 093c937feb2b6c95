package io.sutler.driver.process;

import io.sutler.driver.DriverTraits;
import io.sutler.json.Json;

/** The form of a process component's {@code with}. */
final class ProcessSchema {
  static final String NAME = "process";

  static final DriverTraits TRAITS =
      new DriverTraits(
          NAME,
          Json.object(
              """
              {
                "type": "object",
                "additionalProperties": false,
                "required": ["command"],
                "$defs": {
                  "argv": {
                    "type": "array", "minItems": 1, "maxItems": 200,
                    "prefixItems": [{"type": "string", "format": "bundle-file"}],
                    "items": {"type": ["string", "number", "boolean"]}
                  },
                  "port": {"type": "integer", "minimum": 0, "maximum": 65535}
                },
                "properties": {
                  "command": {"$ref": "#/$defs/argv"},
                  "prepare": {"$ref": "#/$defs/argv"},
                  "reload": {"$ref": "#/$defs/argv"},
                  "settings": {"type": "object"},
                  "ports": {
                    "type": "object",
                    "propertyNames": {"pattern": "^[a-zA-Z][a-zA-Z0-9_-]{0,62}$"},
                    "additionalProperties": {
                      "anyOf": [
                        {"$ref": "#/$defs/port"},
                        {
                          "type": "object", "additionalProperties": false, "required": ["port"],
                          "properties": {
                            "port": {"$ref": "#/$defs/port"}, "fixed": {"type": "boolean"}
                          }
                        }
                      ]
                    }
                  },
                  "stop": {
                    "type": "object", "additionalProperties": false,
                    "properties": {
                      "signal": {"enum": ["TERM", "INT", "QUIT", "HUP", "USR1", "USR2", "KILL"]},
                      "within": {"type": "string", "pattern": "^[0-9]{1,9}(ms|s|m|h)$"}
                    }
                  }
                }
              }
              """),
          true,
          true);

  private ProcessSchema() {}
}
