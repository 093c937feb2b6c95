/** Which server, project and token a command means when it does not say. */
@NullMarked
package io.sutler.cli.context;

import org.jspecify.annotations.NullMarked;
