/**
 * The only writer of desired state: checks access, schema and quota, records the command, marks the
 * key. Never calls control: the loop notices.
 */
@NullMarked
package io.sutler.intent;

import org.jspecify.annotations.NullMarked;
