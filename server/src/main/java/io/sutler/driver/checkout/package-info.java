/**
 * Files of a git repository at one commit, fetched in process and kept for all deployments of this
 * machine: what a driver runs from there is what its plan named, and nothing of it leads out.
 */
@NullMarked
package io.sutler.driver.checkout;

import org.jspecify.annotations.NullMarked;
