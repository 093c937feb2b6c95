/** Main, configuration, wiring by {@code new}. */
@NullMarked
package io.sutler.app;

import org.jspecify.annotations.NullMarked;
