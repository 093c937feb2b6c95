package io.sutler.driver.ansible;

import io.sutler.driver.DriverTraits;
import io.sutler.json.Json;

/** The form of an ansible component's {@code with}. */
final class AnsibleSchema {
  static final String NAME = "ansible";

  static final DriverTraits TRAITS =
      new DriverTraits(
          NAME,
          Json.object(
              """
              {
                "type": "object",
                "additionalProperties": false,
                "required": ["groups"],
                "anyOf": [{"required": ["playbook"]}, {"required": ["git"]}],
                "dependentSchemas": {"git": {"properties": {"playbook": false}}},
                "properties": {
                  "playbook": {"type": "string", "format": "bundle-file", "maxLength": 1000},
                  "git": {
                    "type": "object", "additionalProperties": false,
                    "required": ["url", "commit"],
                    "properties": {
                      "url": {
                        "type": "string", "format": "fixed", "maxLength": 2000,
                        "pattern": "^(https?|ssh)://([^/@: ]+@)?[^/@ ]+/[^ ]*$|^file:///[^ ]*$"
                      },
                      "commit": {
                        "type": "string", "format": "fixed",
                        "pattern": "^([0-9a-f]{40}|[A-Za-z0-9][A-Za-z0-9._/+-]{0,199})$"
                      },
                      "path": {
                        "type": "string", "format": "fixed", "maxLength": 1000,
                        "pattern": "^[^/\\\\p{Cc}][^\\\\p{Cc}]*$",
                        "not": {"pattern": "(^|/)[.][.]?(/|$)"}
                      },
                      "user": {"type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9._@+-]{0,199}$"},
                      "token": {"type": "string", "maxLength": 10000},
                      "key": {"type": "string", "maxLength": 100000},
                      "host_key": {"type": "string", "maxLength": 10000}
                    }
                  },
                  "remove": {"type": "string", "format": "bundle-file", "maxLength": 1000},
                  "groups": {
                    "type": "object", "minProperties": 1, "maxProperties": 100,
                    "propertyNames": {
                      "pattern": "^[a-zA-Z][a-zA-Z0-9_]{0,62}$",
                      "not": {"enum": ["all", "ungrouped"]}
                    },
                    "additionalProperties": {
                      "type": "array", "maxItems": 10000,
                      "items": {
                        "type": "object", "required": ["name"],
                        "properties": {
                          "name": {"type": "string"},
                          "role": {"type": "string"},
                          "facts": {"type": "object"}
                        }
                      }
                    }
                  },
                  "vars": {
                    "type": "object",
                    "propertyNames": {"pattern": "^[a-zA-Z_][a-zA-Z0-9_]{0,99}$"}
                  },
                  "extra_vars": {
                    "type": "object", "maxProperties": 1000,
                    "propertyNames": {
                      "pattern": "^[a-zA-Z_][a-zA-Z0-9_]{0,99}$",
                      "not": {"pattern": "^(ansible_|sutler)"}
                    }
                  },
                  "key": {"type": "string", "maxLength": 100000},
                  "password": {"type": "string", "maxLength": 1000},
                  "become": {"type": "boolean"},
                  "become_password": {"type": "string", "maxLength": 1000},
                  "tags": {
                    "type": "array", "maxItems": 100,
                    "items": {"type": "string", "pattern": "^[A-Za-z0-9_.-]{1,100}$"}
                  },
                  "limit": {"type": "string", "maxLength": 10000, "pattern": "^[^@\\\\p{Cc}]*$"},
                  "strategy": {"enum": ["linear", "mitogen"]},
                  "check_every": {"type": "string", "pattern": "^[0-9]{1,9}(ms|s|m|h|d)$"}
                }
              }
              """),
          true,
          false);

  private AnsibleSchema() {}
}
