/** Quota, usage, cost. */
@NullMarked
package io.sutler.meter;

import org.jspecify.annotations.NullMarked;
