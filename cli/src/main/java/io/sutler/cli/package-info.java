@NullMarked
package io.sutler.cli;

import org.jspecify.annotations.NullMarked;
