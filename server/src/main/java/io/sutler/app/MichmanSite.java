package io.sutler.app;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What Michman's face is told of its surroundings.
 *
 * @param region where its clusters come to stand
 * @param vars of all its playbooks, as Michman's own configuration gives them
 * @param regionSettings what that configuration says of the region
 * @param logs directory of its own two logs
 * @param logstash where all its logs go besides
 * @param secrets of its configuration
 */
record MichmanSite(
    String region,
    Map<String, Object> vars,
    Map<String, Object> regionSettings,
    Path logs,
    Optional<Logstash.Address> logstash,
    Secrets secrets) {
  /**
   * Paths in Vault; empty for none.
   *
   * @param cloud credentials of the region
   * @param key of the operator: its field {@code key_bgt} is a private SSH key
   * @param registry {@code url}, {@code user} and {@code password}
   */
  record Secrets(String cloud, String key, String registry) {
    static final Secrets NONE = new Secrets("", "", "");
  }

  /** One without secrets. */
  MichmanSite(
      String region,
      Map<String, Object> vars,
      Map<String, Object> regionSettings,
      Path logs,
      Optional<Logstash.Address> logstash) {
    this(region, vars, regionSettings, logs, logstash, Secrets.NONE);
  }
}
