/**
 * The driver of components that are machines: so many of a flavor and an image, each reached by
 * SSH, with disks that outlive them. {@link io.sutler.driver.servers.Fleet} decides, purely; the
 * cloud that the region names makes them.
 */
@NullMarked
package io.sutler.driver.servers;

import org.jspecify.annotations.NullMarked;
