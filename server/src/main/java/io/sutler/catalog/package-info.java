/** Plans: load, validate, version, resolve; expressions in CEL. */
@NullMarked
package io.sutler.catalog;

import org.jspecify.annotations.NullMarked;
