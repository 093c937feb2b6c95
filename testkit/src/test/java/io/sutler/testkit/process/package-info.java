/** The process driver on this very machine. */
@NullMarked
package io.sutler.testkit.process;

import org.jspecify.annotations.NullMarked;
