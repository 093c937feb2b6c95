package io.sutler.app;

import io.sutler.secret.VaultRef;
import io.sutler.secret.vault.VaultToken;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads where Vault is, and finds all that is wrong at once. */
record ReadVaultAt(Map<Key, String> values, List<String> faults) {
  Optional<VaultAt> read() {
    var address = text(Key.VAULT);
    if (address.isEmpty()) {
      List.of(Key.VAULT_TOKEN_FILE, Key.VAULT_NAMESPACE, Key.VAULT_PROJECTS, Key.OAUTH2_VAULT)
          .stream()
          .filter(key -> !text(key).isEmpty())
          .forEach(key -> faults.add(key.text() + ": name the Vault with --vault too"));
      return Optional.empty();
    }
    var namespace = text(Key.VAULT_NAMESPACE);
    if (!namespace.matches("[A-Za-z0-9_./-]{0,200}")) {
      faults.add("vault-namespace: use letters, digits, / and -");
    }
    return Optional.of(new VaultAt(address(address), token(), namespace, projects()));
  }

  private VaultToken token() {
    var given = text(Key.VAULT_TOKEN);
    var file = text(Key.VAULT_TOKEN_FILE);
    if (given.isEmpty() == file.isEmpty()) {
      faults.add(
          "vault: give its token in a file that --vault-token-file names, or as SUTLER_VAULT_TOKEN");
    }
    return file.isEmpty() ? VaultToken.given(given) : VaultToken.in(Path.of(file).toAbsolutePath());
  }

  private Optional<String> projects() {
    var path = text(Key.VAULT_PROJECTS).replaceAll("/+$", "");
    if (path.isEmpty()) {
      return Optional.empty();
    }
    if (VaultRef.parse(path + "/x").isEmpty() || path.contains("#")) {
      faults.add("vault-projects: write a path with its mount, such as kv/sutler");
    }
    return Optional.of(path);
  }

  private URI address(String text) {
    try {
      var address = new URI(text);
      if (("http".equals(address.getScheme()) || "https".equals(address.getScheme()))
          && address.getHost() != null
          && address.getRawUserInfo() == null
          && address.getRawQuery() == null
          && address.getRawFragment() == null) {
        return address;
      }
    } catch (URISyntaxException e) {
      // told below
    }
    faults.add("vault: give its address, such as https://vault.example.org:8200");
    return URI.create("http://127.0.0.1");
  }

  private String text(Key key) {
    return values.getOrDefault(key, "").strip();
  }
}
