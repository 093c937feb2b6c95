/**
 * Strict JSON to and from plain Java data (Map, List, String, Long, Double, Boolean), and its
 * canonical form for digests.
 */
@NullMarked
package io.sutler.json;

import org.jspecify.annotations.NullMarked;
