/** Who gets in, tried with good and bad evidence. */
@NullMarked
package io.sutler.access.oidc;

import org.jspecify.annotations.NullMarked;
