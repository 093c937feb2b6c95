@NullMarked
package io.sutler.testkit;

import org.jspecify.annotations.NullMarked;
