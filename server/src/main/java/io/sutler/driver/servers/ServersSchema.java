package io.sutler.driver.servers;

import io.sutler.json.Json;
import java.util.Map;

/** The form of a servers component's {@code with}. */
final class ServersSchema {
  static final String NAME = "servers";

  static final Map<String, Object> INPUTS =
      Json.object(
          """
          {
            "type": "object",
            "additionalProperties": false,
            "properties": {
              "count": {"type": "integer", "minimum": 0, "maximum": 1000},
              "role": {"type": "string", "maxLength": 63},
              "flavor": {"type": "string", "minLength": 1, "maxLength": 200},
              "image": {"type": "string", "minLength": 1, "maxLength": 200},
              "key": {"type": "string"},
              "keys": {
                "anyOf": [
                  {"type": "string"},
                  {"type": "array", "maxItems": 100, "items": {"type": "string"}}
                ]
              },
              "key_pairs": {
                "anyOf": [
                  {"type": "string", "maxLength": 63},
                  {"type": "array", "maxItems": 100, "items": {"type": "string", "maxLength": 63}}
                ]
              },
              "give_key": {"type": "boolean"},
              "password": {"type": "string"},
              "disks": {
                "type": "array", "maxItems": 20,
                "items": {
                  "type": "object", "additionalProperties": false,
                  "required": ["name", "size", "mount"],
                  "properties": {
                    "name": {"type": "string", "pattern": "^[a-z][a-z0-9-]{0,30}$"},
                    "size": {"type": "string", "pattern": "^[0-9]{1,6}(B|KiB|MiB|GiB|TiB)$"},
                    "mount": {"type": "string", "pattern": "^(/[A-Za-z0-9._-]+)+$"}
                  }
                }
              },
              "reach": {"enum": ["ssh", "none"]},
              "settings": {"type": "object"}
            }
          }
          """);

  private ServersSchema() {}
}
