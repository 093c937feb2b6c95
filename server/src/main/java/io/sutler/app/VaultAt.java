package io.sutler.app;

import io.sutler.secret.vault.ReadVault;
import io.sutler.secret.vault.VaultToken;
import java.net.URI;
import java.util.Optional;

/**
 * The Vault that secrets may lie in.
 *
 * @param namespace empty for none
 * @param projects beneath which path each project has its place
 */
record VaultAt(URI address, VaultToken token, String namespace, Optional<String> projects) {
  ReadVault open() {
    return new ReadVault(address, token, namespace, projects);
  }
}
