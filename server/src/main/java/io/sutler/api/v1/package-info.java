/** The native API. */
@NullMarked
package io.sutler.api.v1;

import org.jspecify.annotations.NullMarked;
