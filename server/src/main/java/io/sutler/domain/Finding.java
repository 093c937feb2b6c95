package io.sutler.domain;

/**
 * One answer of a region's check.
 *
 * @param question reachable, credentials, rights, quota, images, flavors, ...
 * @param answer a sentence; what to do next where it is not good
 */
public record Finding(String question, boolean good, String answer) {}
