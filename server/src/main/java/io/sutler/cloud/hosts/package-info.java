/**
 * Machines that exist already, as a cloud: an Ansible inventory, a list in the region's settings,
 * or both say which. A machine is ordered by leasing a free host to one member; who has a host is
 * written down on the host itself, so that no two Sutlers, servers or regions ever have the same.
 */
@NullMarked
package io.sutler.cloud.hosts;

import org.jspecify.annotations.NullMarked;
