/** The pieces of the running loop, each by itself. */
@NullMarked
package io.sutler.control;

import org.jspecify.annotations.NullMarked;
