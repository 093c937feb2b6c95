package io.sutler.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;

/**
 * A secret to be sealed, or where it lies.
 *
 * @param value its text
 * @param vault instead: {@code path#field} in Vault
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record SecretRequest(Optional<String> value, Optional<String> vault) {
  @Override
  public String toString() {
    return "a secret";
  }
}
