/** Hosts that exist already: this very machine, given out under several names. */
@NullMarked
package io.sutler.testkit.hosts;

import org.jspecify.annotations.NullMarked;
