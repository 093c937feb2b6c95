package io.sutler.api.michman;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where clusters come to stand, and what Michman's own configuration says of that place.
 *
 * @param region of every cluster
 * @param vars of every playbook: mirrors, registries, network, ...
 * @param keeper of its secrets
 */
public record Site(String region, Map<String, Object> vars, Keeper keeper) {
  /** Code of refusals because a secret could not be read. */
  public static final String VAULT = "vault-away";

  private static final List<String> SWITCHES =
      List.of(
          "use_package_mirror",
          "use_pip_mirror",
          "docker_insecure_registry",
          "docker_selfsigned_registry",
          "docker_gitlab_registry",
          "use_oracle_java");
  private static final List<String> TEXTS =
      List.of(
          "os_key_name",
          "virtual_network",
          "floating_ip_pool",
          "os_project_name",
          "os_auth_url",
          "os_swift_user_name",
          "os_swift_password",
          "apt_mirror_address",
          "yum_mirror_address",
          "pip_mirror_address",
          "pip_trusted_host",
          "docker_insecure_registry_ip",
          "docker_selfsigned_registry_ip",
          "docker_selfsigned_registry_port",
          "docker_selfsigned_registry_url",
          "docker_cert_path");

  /** One that has no secrets. */
  public Site(String region, Map<String, Object> vars) {
    this(region, vars, Keeper.NONE);
  }

  /** Secrets of Michman's configuration, read when a cluster is made or changed. Thread-safe. */
  public interface Keeper {
    Keeper NONE =
        new Keeper() {
          @Override
          public List<Login> logins() {
            return List.of();
          }

          @Override
          public List<String> keys() {
            return List.of();
          }
        };

    /**
     * Who enters registries of images.
     *
     * @throws io.sutler.domain.Refusal UNAVAILABLE when it cannot be read now
     */
    List<Login> logins();

    /**
     * Public keys of the operator, for every machine.
     *
     * @throws io.sutler.domain.Refusal UNAVAILABLE when they cannot be read now
     */
    List<String> keys();
  }

  /** To a registry of images; the password is clear. */
  public record Login(String url, String user, String password) {
    @Override
    public String toString() {
      return url + " as " + user;
    }
  }

  /** Every variable of the contract is there: false or empty where nothing was set. */
  public Site {
    var all = new LinkedHashMap<String, Object>();
    SWITCHES.forEach(name -> all.put(name, false));
    TEXTS.forEach(name -> all.put(name, ""));
    all.putAll(vars);
    vars = Map.copyOf(all);
  }
}
