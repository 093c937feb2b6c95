/** Vault, as it may answer. */
@NullMarked
package io.sutler.secret.vault;

import org.jspecify.annotations.NullMarked;
