/**
 * The {@code sutler} command: a client of the native API, and what starts and stops a control plane
 * on this machine. Short commands load little: a verb's classes are touched only when it is asked
 * for.
 */
@NullMarked
package io.sutler.cli;

import org.jspecify.annotations.NullMarked;
