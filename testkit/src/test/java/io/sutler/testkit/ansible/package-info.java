/** The ansible driver on this very machine. */
@NullMarked
package io.sutler.testkit.ansible;

import org.jspecify.annotations.NullMarked;
