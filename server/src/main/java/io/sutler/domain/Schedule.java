package io.sutler.domain;

import java.time.Duration;

/** An operation that runs by itself each {@code every}, counted from the deployment's creation. */
public record Schedule(String operation, Duration every) {}
