@NullMarked
package io.sutler.wire;

import org.jspecify.annotations.NullMarked;
