package io.sutler.wire;

import com.fasterxml.jackson.annotation.JsonInclude;

/** A project's limits and what it uses of them. */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record QuotaUse(Quota limits, Quota used) {}
