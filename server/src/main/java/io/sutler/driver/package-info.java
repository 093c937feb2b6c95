/**
 * The port through which a kind of component becomes real. Its contract: idempotent, tagged,
 * observable, cancellable (by interrupt), resumable, bounded in time, logged line by line.
 */
@NullMarked
package io.sutler.driver;

import org.jspecify.annotations.NullMarked;
