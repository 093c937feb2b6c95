/**
 * A component that is a supervised process on this machine: outlives Sutler and is adopted again by
 * tag and start time.
 */
@NullMarked
package io.sutler.driver.process;

import org.jspecify.annotations.NullMarked;
