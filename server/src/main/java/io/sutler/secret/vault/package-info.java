/**
 * Secrets in HashiCorp's Vault, or OpenBao: its key-value engine, of version 1 and 2. What is read
 * is kept nowhere.
 */
@NullMarked
package io.sutler.secret.vault;

import org.jspecify.annotations.NullMarked;
