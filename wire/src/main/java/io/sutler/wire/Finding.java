package io.sutler.wire;

/**
 * One answer of a region's check.
 *
 * @param question reachable, credentials, quota, image, ...
 * @param answer a sentence; what to do next where it is not good
 */
public record Finding(String question, boolean good, String answer) {}
