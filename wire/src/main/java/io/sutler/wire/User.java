package io.sutler.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;

/** A user. */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record User(String id, String name, boolean admin, Instant createdAt) {}
