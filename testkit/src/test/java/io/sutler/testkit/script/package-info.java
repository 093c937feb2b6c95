/** The script driver on this very machine. */
@NullMarked
package io.sutler.testkit.script;

import org.jspecify.annotations.NullMarked;
