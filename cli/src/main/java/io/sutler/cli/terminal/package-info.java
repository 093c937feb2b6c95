/** What a command stands in: its streams, its environment, its exit code, its way to give up. */
@NullMarked
package io.sutler.cli.terminal;

import org.jspecify.annotations.NullMarked;
