package io.sutler.catalog;

import java.util.Map;

/**
 * What the catalogue must know of a driver.
 *
 * @param inputs JSON Schema 2020-12 of {@code with}. A text whose schema says {@code format:
 *     bundle-file} names a file of the bundle: it must exist; with {@code format: fixed} it is the
 *     plan's own to its letter, without templates
 * @param onServer runs plan code on the server's own machine: operators' plans only
 */
public record DriverFacts(Map<String, Object> inputs, boolean onServer) {}
