/**
 * Benchmarks that anyone can run: `./sutler bench NAME --json`, one JSON object a line, medians,
 * beside a peer where there is one.
 */
@NullMarked
package io.sutler.bench;

import org.jspecify.annotations.NullMarked;
