package io.sutler.cloud.openstack;

import java.util.Map;
import java.util.Optional;

/**
 * How to sign in to a cloud, whatever it was written in.
 *
 * @param authUrl of the identity API, ending in {@code /v3}
 * @param interfaceName of the catalogue's endpoints: public, internal or admin
 * @param regionName of the catalogue; empty for the only one
 * @param environment what else stood beside it: proxies
 */
record Credentials(
    String authUrl,
    Identity identity,
    String interfaceName,
    Optional<String> regionName,
    Map<String, String> environment) {
  /** Who signs in. */
  sealed interface Identity {}

  record Password(Named user, String password, Named project) implements Identity {
    @Override
    public String toString() {
      return "password of " + user.shown();
    }
  }

  /**
   * @param user whose it is, needed beside a name; empty beside an id
   */
  record Application(Optional<String> id, String name, Optional<Named> user, String secret)
      implements Identity {
    @Override
    public String toString() {
      return "application credential " + id.orElse(name);
    }
  }

  /**
   * A user or a project.
   *
   * @param id may be empty
   * @param name may be empty where there is an id
   * @param domain its id or name, as Keystone reads it: {@code {"id": "default"}}
   */
  record Named(String id, String name, Map<String, Object> domain) {
    /** As Keystone reads it. */
    Map<String, Object> json() {
      return id.isEmpty() ? Map.of("name", name, "domain", domain) : Map.of("id", id);
    }

    String shown() {
      return name.isEmpty() ? id : name;
    }
  }

  @Override
  public String toString() {
    return identity + " at " + authUrl;
  }
}
