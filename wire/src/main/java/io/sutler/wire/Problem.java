package io.sutler.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An error, as RFC 9457 {@code application/problem+json}.
 *
 * @param type {@code about:blank} or a page that explains the code
 * @param code stable and kebab-case: {@code quota-exceeded}
 * @param detail one sentence that says what to do next
 * @param errors one for each field at fault
 * @param details further facts for programs
 * @param requestId also in the server's log
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Problem(
    String type,
    String title,
    int status,
    String code,
    String detail,
    List<Fault> errors,
    Map<String, Object> details,
    Optional<String> requestId) {
  public Problem {
    errors = errors == null ? List.of() : List.copyOf(errors);
    details = details == null ? Map.of() : details;
  }
}
