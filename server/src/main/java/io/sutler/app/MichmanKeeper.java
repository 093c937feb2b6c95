package io.sutler.app;

import io.sutler.api.michman.Site;
import io.sutler.cloud.CloudTrouble;
import io.sutler.domain.Refusal;
import io.sutler.driver.servers.PublicHalf;
import io.sutler.secret.CannotOpen;
import io.sutler.secret.Vault;
import java.util.List;
import java.util.Map;

/** Reads what Michman's configuration keeps in Vault, whenever a cluster needs it. */
record MichmanKeeper(Vault vault, MichmanSite.Secrets paths) implements Site.Keeper {
  private static final String KEY = "key_bgt";

  @Override
  public List<Site.Login> logins() {
    if (paths.registry().isEmpty()) {
      return List.of();
    }
    var fields = read(paths.registry());
    return List.of(
        new Site.Login(
            fields.getOrDefault("url", ""),
            fields.getOrDefault("user", ""),
            fields.getOrDefault("password", "")));
  }

  @Override
  public List<String> keys() {
    if (paths.key().isEmpty()) {
      return List.of();
    }
    try {
      return List.of(PublicHalf.of(read(paths.key()).getOrDefault(KEY, "")));
    } catch (CloudTrouble e) {
      throw away("%s in Vault has no field %s with a private SSH key".formatted(paths.key(), KEY));
    }
  }

  private Map<String, String> read(String path) {
    try {
      return vault.read(path);
    } catch (CannotOpen e) {
      throw away(String.valueOf(e.getMessage()));
    }
  }

  private static Refusal away(String why) {
    return new Refusal(Refusal.Kind.UNAVAILABLE, Site.VAULT, why);
  }
}
