/**
 * The pure heart: from what is desired and what was seen to what to do. No I/O, no clock, no
 * logger, no thread.
 */
@NullMarked
package io.sutler.reconcile;

import org.jspecify.annotations.NullMarked;
