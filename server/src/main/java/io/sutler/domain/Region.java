package io.sutler.domain;

import java.util.Map;
import java.util.Optional;

/**
 * A named place to deploy to.
 *
 * @param project empty for a region of every project
 * @param kind local, hosts, openstack, kubernetes, ...
 * @param place which workers can reach it; empty means any
 * @param settings endpoint, network, defaults: JSON data
 * @param secret name of its credentials in the secret store; empty for none
 * @param drained takes no new deployments
 */
public record Region(
    String name,
    Optional<ProjectId> project,
    String kind,
    String place,
    Map<String, Object> settings,
    String secret,
    boolean drained,
    long maxParallel) {
  /** Who it is: projects may have regions of the same name. */
  public String id() {
    return credentialsId();
  }

  /** The id under which credentials given for this region alone are sealed. */
  public String credentialsId() {
    return "region/" + project.map(ProjectId::value).orElse("*") + "/" + name;
  }
}
