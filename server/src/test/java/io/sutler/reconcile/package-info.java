/** What {@code decide} promises, as properties over random worlds and as single stories. */
@NullMarked
package io.sutler.reconcile;

import org.jspecify.annotations.NullMarked;
