package io.sutler.cli.michman;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.sutler.cli.print.Data;
import io.sutler.cli.terminal.Mishap;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The database that Michman's own configuration speaks of: its secret in Vault is read. */
public record MichmanConfig(DatabaseAddress at, String password) {
  private static final int PATIENCE_MILLIS = 30_000;
  private static final int LARGEST = 1 << 20;
  private static final String KEY = "mysql_key";

  /**
   * @param yaml text of its {@code config.yaml}
   * @throws Mishap when it speaks of none, or Vault does not give the secret
   */
  public static MichmanConfig read(String yaml) {
    JsonNode config;
    try {
      config = new YAMLMapper().readTree(yaml);
    } catch (JsonProcessingException e) {
      throw Mishap.usage(
          "this is no configuration of Michman: " + e.getOriginalMessage(), "give its config.yaml");
    }
    if (config.path("storage").asText().equals("couchbase")) {
      throw Mishap.usage(
          "this Michman keeps its data in Couchbase, which is not read",
          "only MySQL and MariaDB can be taken over");
    }
    for (var key : List.of("vault_addr", "token", KEY)) {
      if (config.path(key).asText().isBlank()) {
        throw Mishap.usage(
            "Michman's configuration says no " + key, "give the database with --from instead");
      }
    }
    var fields =
        secret(
            config.path("vault_addr").asText().strip().replaceAll("/+$", ""),
            config.path(KEY).asText().strip().replaceAll("^/+", ""),
            config.path("token").asText().strip());
    return new MichmanConfig(
        DatabaseAddress.parse(
            "mysql://%s@%s/%s"
                .formatted(
                    fields.path("user").asText(),
                    fields.path("address").asText(),
                    fields.path("database").asText())),
        fields.path("password").asText());
  }

  /** Of version 1 as it is written; of version 2 beneath {@code data}, which may be left out. */
  private static JsonNode secret(String vault, String path, String token) {
    var data = ask(vault, path, token);
    if (data.isMissingNode() && path.contains("/")) {
      data = ask(vault, path.replaceFirst("/", "/data/"), token);
    }
    if (data.isMissingNode()) {
      throw Mishap.failed(
          "there is no secret %s in the Vault at %s that its token reads".formatted(path, vault),
          "look at mysql_key, and at the token's rights");
    }
    return data.path("data").isObject() ? data.path("data") : data;
  }

  private static JsonNode ask(String vault, String path, String token) {
    try {
      var address = new URI(vault + "/v1/").resolve(new URI(null, null, path, null)).toURL();
      if (!(address.openConnection() instanceof HttpURLConnection connection)) {
        throw new IOException("its address begins with http:// or https://");
      }
      connection.setRequestProperty("X-Vault-Token", token);
      connection.setInstanceFollowRedirects(false);
      connection.setConnectTimeout(PATIENCE_MILLIS);
      connection.setReadTimeout(PATIENCE_MILLIS);
      if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
        return Data.object().path("none");
      }
      try (InputStream in = connection.getInputStream()) {
        var text = new String(in.readNBytes(LARGEST), StandardCharsets.UTF_8);
        return Data.tree(text).path("data");
      }
    } catch (IOException | java.net.URISyntaxException | RuntimeException e) {
      throw Mishap.failed(
          "the Vault at %s does not answer: %s".formatted(vault, e.getMessage()),
          "look at vault_addr in Michman's configuration");
    }
  }
}
