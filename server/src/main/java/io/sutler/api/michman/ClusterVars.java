package io.sutler.api.michman;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What all playbooks of a cluster are told: the variables of the contract. {@code ansible_user} is
 * told by the inventory: as whom the image's machines are entered. Pure.
 */
final class ClusterVars {
  private static final Pattern NOT_IN_NAMES = Pattern.compile("[^A-Za-z0-9_]");
  private static final Pattern KEPT = Pattern.compile("^(ansible_|sutler|[0-9])");
  private static final Pattern SECRET =
      Pattern.compile("(?i).*(password|passwd|secret|token|private_key).*");
  private static final String NOT_SUPPORTED = "NotSupported";

  private ClusterVars() {}

  /** What the variables are made of. */
  record Of(Cluster cluster, Machinery machinery, Image image, Site site) {}

  /**
   * @param created false when the cluster stood before
   */
  static Map<String, Object> of(Of of, List<ServiceType> all, boolean created) {
    var vars = new TreeMap<String, Object>(of.site.vars());
    for (var type : all) {
      vars.put(name("deploy_" + type.type()), false);
    }
    for (var service : of.cluster.services()) {
      service(service, all, vars);
    }
    machines(of, vars);
    vars.put("create_cluster", created);
    vars.put("act", "launch");
    vars.put("sync", "async");
    vars.put("mountnfs", false);
    vars.put("boot_from_volume", false);
    vars.put("skip_packages", false);
    vars.put("spark_extra_jars", List.of());
    vars.put("docker_logins", of.site.keeper().logins().stream().map(ClusterVars::login).toList());
    vars.put("cluster_name", of.cluster.name());
    vars.put("cluster_owner", of.cluster.ownerId());
    vars.put("hadoop_user", of.image.ansibleUser());
    vars.put("os_image", of.image.cloudImageId());
    if (!of.cluster.keys().isEmpty()) {
      vars.put("public_keys", of.cluster.keys());
    }
    return vars;
  }

  private static Map<String, Object> login(Site.Login login) {
    return Map.of("url", login.url(), "user", login.user(), "password", login.password());
  }

  private static void machines(Of of, Map<String, Object> vars) {
    var cluster = of.cluster;
    vars.put("create_master", of.machinery.master());
    vars.put("create_master_slave", of.machinery.slaves() > 0);
    vars.put("create_storage", of.machinery.storage());
    vars.put("create_monitoring", of.machinery.monitor());
    vars.put("deploy_consul", of.machinery.monitor());
    vars.put("n_slaves", cluster.slaves());
    vars.put("master_flavor", cluster.masterFlavor());
    vars.put("slaves_flavor", cluster.slavesFlavor());
    vars.put("storage_flavor", cluster.storageFlavor());
    vars.put("monitoring_flavor", cluster.monitoringFlavor());
  }

  private static void service(Service service, List<ServiceType> all, Map<String, Object> vars) {
    CheckCluster.variables(service, all)
        .forEach((variable, value) -> vars.put(name(variable), value));
    all.stream()
        .filter(t -> t.type().equals(service.type()))
        .flatMap(t -> t.healthCheck().stream())
        .filter(check -> !check.checkType().equals(NOT_SUPPORTED))
        .flatMap(check -> check.configs().stream())
        .filter(config -> !config.ansibleVarName().isEmpty() && !config.defaultValue().isEmpty())
        .forEach(config ->
            vars.put(
                name(config.ansibleVarName()),
                Values.data(config.type(), config.isList(), config.defaultValue())));
  }

  /**
   * Ansible takes no other characters in a variable's name ({@code elastic_heap-size}), and keeps
   * some names for itself.
   */
  static String name(String variable) {
    var name = NOT_IN_NAMES.matcher(variable).replaceAll("_");
    return KEPT.matcher(name).find() ? "michman_" + name : name;
  }

  /** Whether a config by this name is a secret: nothing else tells. */
  static boolean isSecret(ServiceConfig config) {
    return config.type().equals("string")
        && !config.isList()
        && SECRET.matcher(config.parameterName()).matches();
  }
}
