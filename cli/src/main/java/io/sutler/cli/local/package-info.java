/**
 * Verbs that need the server's own classes here, without a server: trying plans while they are
 * written.
 */
@NullMarked
package io.sutler.cli.local;

import org.jspecify.annotations.NullMarked;
