/** The servers driver against a cloud that fails as real ones do. */
@NullMarked
package io.sutler.testkit.servers;

import org.jspecify.annotations.NullMarked;
