/** The verbs, one class each or one for a noun. */
@NullMarked
package io.sutler.cli.verb;

import org.jspecify.annotations.NullMarked;
