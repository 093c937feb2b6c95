/** Who is calling, and what they may do. */
@NullMarked
package io.sutler.access;

import org.jspecify.annotations.NullMarked;
