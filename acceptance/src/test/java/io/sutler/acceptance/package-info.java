/** Stories: a real server process, real databases, real tools; one class for each. */
@NullMarked
package io.sutler.acceptance;

import org.jspecify.annotations.NullMarked;
