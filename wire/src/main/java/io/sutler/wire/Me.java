package io.sutler.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;

/**
 * Who is calling.
 *
 * @param roles project name to role
 * @param scopes empty means all
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Me(String user, boolean admin, Map<String, String> roles, List<String> scopes) {
  public Me {
    roles = roles == null ? Map.of() : roles;
    scopes = scopes == null ? List.of() : List.copyOf(scopes);
  }
}
