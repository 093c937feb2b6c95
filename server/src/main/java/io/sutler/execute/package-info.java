/**
 * Runs and steps: journal before and after each touch of the world, logs, cancel, deadlines,
 * limits.
 */
@NullMarked
package io.sutler.execute;

import org.jspecify.annotations.NullMarked;
