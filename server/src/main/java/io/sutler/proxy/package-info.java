/**
 * Which proxy leads where, as an environment says it: clouds, and repositories that are fetched in
 * process, are reached as the programs of this machine would reach them.
 */
@NullMarked
package io.sutler.proxy;

import org.jspecify.annotations.NullMarked;
