package io.sutler.api.michman;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where clusters come to stand, and what Michman's own configuration says of that place.
 *
 * @param region of every cluster
 * @param vars of every playbook: mirrors, registries, network, ...
 */
public record Site(String region, Map<String, Object> vars) {
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

  /** Every variable of the contract is there: false or empty where nothing was set. */
  public Site {
    var all = new LinkedHashMap<String, Object>();
    SWITCHES.forEach(name -> all.put(name, false));
    TEXTS.forEach(name -> all.put(name, ""));
    all.putAll(vars);
    vars = Map.copyOf(all);
  }
}
