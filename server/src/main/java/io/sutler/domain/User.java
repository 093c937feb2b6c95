package io.sutler.domain;

import java.time.Instant;

/** A person or program that may sign in; without anything that proves it. */
public record User(UserId id, String name, boolean admin, Instant createdAt) {}
