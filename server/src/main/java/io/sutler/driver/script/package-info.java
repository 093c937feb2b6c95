/**
 * A component made real by a user's own script in the phases install, update, remove and observe.
 */
@NullMarked
package io.sutler.driver.script;

import org.jspecify.annotations.NullMarked;
