package io.sutler.store;

import io.sutler.domain.CommandId;
import io.sutler.domain.CommandState;
import io.sutler.domain.OutputValue;
import java.time.Instant;
import java.util.Map;

/** How a command ended. */
public record CommandEnd(
    CommandId command,
    CommandState state,
    String reason,
    Instant at,
    Map<String, OutputValue> outputs) {}
