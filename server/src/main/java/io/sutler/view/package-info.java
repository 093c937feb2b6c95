/** The only reader for people: lists, details, timelines, logs, previews. */
@NullMarked
package io.sutler.view;

import org.jspecify.annotations.NullMarked;
