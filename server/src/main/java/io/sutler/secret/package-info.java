/**
 * Sealing and revealing: envelope encryption with a key outside the database, generated secrets,
 * placeholders in data.
 */
@NullMarked
package io.sutler.secret;

import org.jspecify.annotations.NullMarked;
