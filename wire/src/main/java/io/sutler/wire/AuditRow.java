package io.sutler.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Map;

/**
 * Who did what.
 *
 * @param hash chains it to the row before
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record AuditRow(
    long seq,
    Instant at,
    String by,
    String face,
    String action,
    String object,
    Map<String, Object> before,
    Map<String, Object> after,
    String outcome,
    String hash) {
  public AuditRow {
    before = before == null ? Map.of() : before;
    after = after == null ? Map.of() : after;
  }
}
