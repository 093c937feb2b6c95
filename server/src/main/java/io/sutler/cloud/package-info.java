/**
 * The port to what makes machines: clouds, container engines, lists of hosts. All that is made
 * carries its owner's tag and is found again by it; whoever asks knows no cloud by name.
 */
@NullMarked
package io.sutler.cloud;

import org.jspecify.annotations.NullMarked;
