/**
 * Ports to the state of Sutler. Operations are typed, so that an implementation can group many
 * callers' writes into one commit, statement kind by statement kind.
 */
@NullMarked
package io.sutler.store;

import org.jspecify.annotations.NullMarked;
