/** Starts, finds and stops a control plane on this machine. */
@NullMarked
package io.sutler.cli.machine;

import org.jspecify.annotations.NullMarked;
