/**
 * The only reader for people: lists, details, timelines, logs, previews. What it gives to faces is
 * made of the domain's records and its own, never of the store's.
 */
@NullMarked
package io.sutler.view;

import org.jspecify.annotations.NullMarked;
