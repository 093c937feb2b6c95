/**
 * Michman's REST API: its routes, envelope, error classes, texts and rules over {@code intent} and
 * {@code view}. What Sutler has no word for (service types, templates) is kept as documents.
 *
 * @see <a href="https://github.com/ispras/michman">Michman</a>
 */
@NullMarked
package io.sutler.api.michman;

import org.jspecify.annotations.NullMarked;
