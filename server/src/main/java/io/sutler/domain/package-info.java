/**
 * The words of Sutler as records and sealed types: plans, deployments, components, commands, runs.
 * JDK only, no I/O, no clock.
 */
@NullMarked
package io.sutler.domain;

import org.jspecify.annotations.NullMarked;
