/**
 * The cloud that OpenStack makes, spoken to in its own JSON: Keystone v3 for the token and the
 * catalogue, Nova, Neutron, Glance, and Cinder where there is one. {@code Session} sends, {@code
 * SeeOpenstack} sees what carries our mark, {@code MakeServer} makes one machine with all that
 * belongs to it before the machine itself, so that nothing is left to do once it stands.
 */
@NullMarked
package io.sutler.cloud.openstack;

import org.jspecify.annotations.NullMarked;
