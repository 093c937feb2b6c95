/** The running loop: work queue, passes, resync, leases, expiry and schedules. */
@NullMarked
package io.sutler.control;

import org.jspecify.annotations.NullMarked;
