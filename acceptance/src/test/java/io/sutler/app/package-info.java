/** The program of {@code io.sutler.app} with accidents built in, for the stories. */
@NullMarked
package io.sutler.app;

import org.jspecify.annotations.NullMarked;
