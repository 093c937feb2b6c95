/** Tests of the command against a small server that speaks real wire JSON. */
@NullMarked
package io.sutler.cli;

import org.jspecify.annotations.NullMarked;
