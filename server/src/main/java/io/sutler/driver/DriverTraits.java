package io.sutler.driver;

import java.util.Map;

/**
 * What control must know of a driver.
 *
 * @param name as plans say it: script, process, servers, ...
 * @param inputs JSON Schema 2020-12 of {@code with}; templates in it count as any type
 * @param onServer runs plan code on the server's own machine: operators' plans only, and only at
 *     the region's place
 * @param suspends knows {@code SUSPENDED}
 */
public record DriverTraits(
    String name, Map<String, Object> inputs, boolean onServer, boolean suspends) {}
