/**
 * The cloud that a container engine makes: Docker or Podman, here or elsewhere. A machine is a
 * container whose first process is systemd, reached by SSH; a disk is a volume; the machines of a
 * deployment share a network of their own, on which they know each other by name.
 */
@NullMarked
package io.sutler.cloud.container;

import org.jspecify.annotations.NullMarked;
