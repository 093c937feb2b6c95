package io.sutler.cloud.hosts;

import io.sutler.cloud.CloudRegion;
import io.sutler.json.Json;
import java.util.Optional;

/**
 * What a region's credentials say for one host: its own ({@code web01.password}) before everybody's
 * ({@code password}). Clear; never log or store them.
 *
 * @param keyName of the private key, for sentences; empty for none
 */
record Credentials(
    String region,
    String keyName,
    Optional<String> key,
    Optional<String> password,
    Optional<String> becomePassword) {
  static Credentials of(CloudRegion region, Host host) {
    var all = region.credentials();
    var own = host.name() + ".key";
    var name =
        all.containsKey(own)
            ? own
            : all.containsKey(host.key()) ? host.key() : host.key().isEmpty() ? "key" : "";
    return new Credentials(
        region.region().name(),
        all.containsKey(name) ? name : "",
        Optional.ofNullable(all.get(name)),
        one(region, host, "password"),
        one(region, host, "become_password").or(() -> one(region, host, "password")));
  }

  private static Optional<String> one(CloudRegion region, Host host, String name) {
    var all = region.credentials();
    return Optional.ofNullable(all.get(host.name() + "." + name))
        .or(() -> Optional.ofNullable(all.get(name)));
  }

  /** Changes when any of it does; tells nothing of it. */
  String digest() {
    return Json.digest(
        java.util.List.of(key.orElse(""), password.orElse(""), becomePassword.orElse("")));
  }

  @Override
  public String toString() {
    return "credentials of " + region;
  }
}
