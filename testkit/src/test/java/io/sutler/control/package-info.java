/** The simulation: the loop itself, on a cloud and a store in memory, through histories by seed. */
@NullMarked
package io.sutler.control;

import org.jspecify.annotations.NullMarked;
