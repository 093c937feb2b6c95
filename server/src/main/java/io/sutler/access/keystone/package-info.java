/** Sign-in with tokens of OpenStack's Keystone, which is asked whose they are. */
@NullMarked
package io.sutler.access.keystone;

import org.jspecify.annotations.NullMarked;
