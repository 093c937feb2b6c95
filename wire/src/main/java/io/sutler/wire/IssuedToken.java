package io.sutler.wire;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A new token; its text is shown this once.
 *
 * @param token send it as {@code Authorization: Bearer ...}
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record IssuedToken(String token, Token info) {}
