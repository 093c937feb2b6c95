/**
 * For people who write drivers: a contract test to extend, views and logs to call a driver with,
 * and doubles that keep their own account of what is real.
 */
@NullMarked
package io.sutler.testkit;

import org.jspecify.annotations.NullMarked;
