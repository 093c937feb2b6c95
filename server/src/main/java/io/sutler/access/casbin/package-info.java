/**
 * An operator's policy of roles, paths and methods, as a Casbin model and its {@code policy.csv}. A
 * matcher is a script: these files are an operator's alone.
 */
@NullMarked
package io.sutler.access.casbin;

import org.jspecify.annotations.NullMarked;
