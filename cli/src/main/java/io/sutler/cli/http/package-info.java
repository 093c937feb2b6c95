/** Talks to the native API: requests, problems, server-sent events. */
@NullMarked
package io.sutler.cli.http;

import org.jspecify.annotations.NullMarked;
