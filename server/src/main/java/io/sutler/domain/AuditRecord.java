package io.sutler.domain;

import java.time.Instant;
import java.util.Map;

/**
 * Who did what, as the audit table keeps it.
 *
 * @param seq grows by one within a project
 * @param hash chains it to the one before
 */
public record AuditRecord(
    long seq,
    Instant at,
    String by,
    String face,
    String action,
    String object,
    Map<String, Object> before,
    Map<String, Object> after,
    String outcome,
    String hash) {}
