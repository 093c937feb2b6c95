package io.sutler.wire;

import java.util.Map;

/**
 * A region's credentials; they are sealed and never shown again.
 *
 * @param values by name, as the region's kind wants them: username, password, token, ...
 */
public record CredentialsRequest(Map<String, String> values) {
  public CredentialsRequest {
    values = values == null ? Map.of() : values;
  }

  @Override
  public String toString() {
    return "credentials of " + values.keySet();
  }
}
