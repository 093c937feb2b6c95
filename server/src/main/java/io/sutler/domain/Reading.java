package io.sutler.domain;

import java.time.Instant;

/** A named value with its time: health, load, a target to scrape. */
public record Reading(String name, String value, Instant at) {}
