/**
 * The JSON bodies of the native API as records, shared by server and client. Absent collections
 * read as empty, absent single values as an empty Optional; instants are ISO 8601, durations {@code
 * 30s}, {@code 5m}, {@code 8h}, {@code 7d}.
 */
@NullMarked
package io.sutler.wire;

import org.jspecify.annotations.NullMarked;
