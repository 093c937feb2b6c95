package io.sutler.domain;

import java.time.Instant;

/**
 * What we conclude.
 *
 * @param holds whether it is true
 * @param reason one CamelCase word for programs: NeedsConfirmation, WaitsForBinding, NoCapacity,
 *     ...
 * @param message one sentence for people, saying whose turn it is and what happens next
 * @param since when {@code holds} last changed, or a newer level was reached
 */
public record Condition(
    ConditionType type, boolean holds, String reason, String message, Instant since) {}
