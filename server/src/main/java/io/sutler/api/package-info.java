/**
 * What all faces share over HTTP: authentication, request limits, problem documents, health and
 * metrics.
 */
@NullMarked
package io.sutler.api;

import org.jspecify.annotations.NullMarked;
