package io.sutler.secret.vault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.sutler.secret.CannotOpen;
import io.sutler.secret.Vault;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads secrets from Vault's key-value engines. Which version a mount is of, Vault says; where it
 * does not let Sutler ask, both places are tried, and what an answer is shows in its shape.
 */
public final class ReadVault implements Vault {
  private static final int OK = 200;
  private final AskVault ask;
  private final Optional<String> projects;

  /**
   * @param namespace empty for none
   * @param projects beneath which path each project has its place, named by its id
   */
  public ReadVault(URI address, VaultToken token, String namespace, Optional<String> projects) {
    this.ask = new AskVault(address, token, namespace);
    this.projects = projects;
  }

  @Override
  public Optional<String> projects() {
    return projects;
  }

  /** Keeps the token from running out while Sutler runs; of what cannot be renewed it says so. */
  public KeepToken keepToken() {
    return new KeepToken(ask);
  }

  @Override
  public Map<String, String> read(String path) {
    var worst = new AskVault.Said(404, MissingNode.getInstance());
    for (var place : places(path)) {
      var said = ask.get(place);
      if (said.status() == OK) {
        return fields(path, said.body().path("data"));
      }
      worst = worst.status() == 404 ? said : worst;
    }
    throw refused(path, worst.status());
  }

  private List<String> places(String path) {
    var mount = ask.get("sys/internal/ui/mounts/" + path);
    var name = mount.body().path("data").path("path").asText("");
    if (mount.status() == OK && path.startsWith(name) && !name.isEmpty()) {
      boolean second =
          mount.body().path("data").path("options").path("version").asText("").equals("2");
      return List.of(second ? within(path, name.length()) : path);
    }
    return List.of(path, within(path, path.indexOf('/') + 1));
  }

  /** Michman's settings name the place within the second version's mounts themselves. */
  private static String within(String path, int mount) {
    var rest = path.substring(mount);
    return rest.startsWith("data/") ? path : path.substring(0, mount) + "data/" + rest;
  }

  private static Map<String, String> fields(String path, JsonNode data) {
    var second = data.path("data").isObject() && data.path("metadata").has("version");
    var fields = new LinkedHashMap<String, String>();
    (second ? data.path("data") : data)
        .properties()
        .forEach(e ->
            fields.put(
                e.getKey(),
                e.getValue().isTextual() ? e.getValue().asText() : e.getValue().toString()));
    if (fields.isEmpty()) {
      throw new CannotOpen("%s in Vault has no fields, or was deleted".formatted(path));
    }
    return fields;
  }

  private static CannotOpen refused(String path, int status) {
    return new CannotOpen(
        switch (status) {
          case 404 -> "there is no %s in Vault: put it there".formatted(path);
          case 400, 401, 403 ->
              "Vault does not let Sutler read %s: give its token a policy for it, or a fresh token"
                  .formatted(path);
          case 503 -> "Vault is sealed, or not ready: unseal it";
          default -> "Vault answers %d for %s: try again later".formatted(status, path);
        });
  }
}
