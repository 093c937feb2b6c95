/**
 * Doing the same for many at once, on virtual threads: what looks, asks or makes in parallel does
 * it by this one loop, so that a limit is kept and an interrupt ends all everywhere alike.
 */
@NullMarked
package io.sutler.many;

import org.jspecify.annotations.NullMarked;
