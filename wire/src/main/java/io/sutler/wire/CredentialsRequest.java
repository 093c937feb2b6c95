package io.sutler.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import java.util.Optional;

/**
 * A region's credentials; they are sealed and never shown again.
 *
 * @param values by name, as the region's kind wants them: username, password, token, ...
 * @param vault instead: path of a secret in Vault that has them as its fields
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record CredentialsRequest(Map<String, String> values, Optional<String> vault) {
  public CredentialsRequest {
    values = values == null ? Map.of() : values;
  }

  @Override
  public String toString() {
    return "credentials of " + values.keySet();
  }
}
