package io.sutler.api.michman;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the playbooks of a cluster are told besides their services' configs. */
class ClusterVarsTest {
  private static final Image IMAGE = new Image("", "debian", "deb", "c0ffee");
  private static final Site SITE =
      new Site("local", Map.of("use_pip_mirror", true, "os_key_name", "mine"));

  private static Map<String, Object> vars(Cluster cluster, boolean created) {
    var machinery = Machinery.of(List.of("stand-alone"), cluster.slaves(), cluster.monitoring());
    return ClusterVars.of(new ClusterVars.Of(cluster, machinery, IMAGE, SITE), List.of(), created);
  }

  private static Cluster cluster(Map<String, Object> fields) {
    return GoJson.read(Map.of("Name", "Demo-Lab", "OwnerID", "mira"), Cluster.class).with(fields);
  }

  @Test
  void every_variable_of_the_original_is_there() {
    var vars =
        vars(
            cluster(
                Map.of(
                    "NSlaves", 2, "Monitoring", true, "MasterFlavor", "m", "Keys", List.of("k"))),
            true);
    assertThat(vars)
        .containsEntry("sync", "async")
        .containsEntry("create_cluster", true)
        .containsEntry("act", "launch")
        .containsEntry("n_slaves", 2)
        .containsEntry("cluster_name", "Demo-Lab")
        .containsEntry("cluster_owner", "mira")
        .containsEntry("create_master", true)
        .containsEntry("create_master_slave", true)
        .containsEntry("create_storage", false)
        .containsEntry("create_monitoring", true)
        .containsEntry("deploy_consul", true)
        .containsEntry("mountnfs", false)
        .containsEntry("boot_from_volume", false)
        .containsEntry("skip_packages", false)
        .containsEntry("master_flavor", "m")
        .containsEntry("hadoop_user", "deb")
        .containsEntry("os_image", "c0ffee")
        .containsEntry("os_key_name", "mine")
        .containsEntry("use_pip_mirror", true)
        .containsEntry("use_package_mirror", false)
        .containsEntry("docker_gitlab_registry", false)
        .containsEntry("docker_insecure_registry_ip", "")
        .containsEntry("virtual_network", "")
        .containsEntry("floating_ip_pool", "")
        .containsEntry("os_swift_user_name", "")
        .containsEntry("spark_extra_jars", List.of())
        .containsEntry("public_keys", List.of("k"))
        .doesNotContainKey("ansible_user");
    assertThat(vars(cluster(Map.of()), false))
        .containsEntry("create_cluster", false)
        .containsEntry("deploy_consul", false)
        .doesNotContainKey("public_keys");
  }

  @Test
  void a_name_that_ansible_cannot_take_is_made_one_that_it_can() {
    assertThat(ClusterVars.name("elastic_heap-size")).isEqualTo("elastic_heap_size");
    assertThat(ClusterVars.name("ansible_x_y")).isEqualTo("michman_ansible_x_y");
    assertThat(ClusterVars.name("sutler")).isEqualTo("michman_sutler");
    assertThat(ClusterVars.name("7zip_level")).isEqualTo("michman_7zip_level");
    assertThat(ClusterVars.name("spark_ü")).isEqualTo("spark__");
  }

  @Test
  void machines_follow_from_the_classes_of_the_services() {
    assertThat(Machinery.of(List.of(), 0, false)).isEqualTo(new Machinery(true, 0, false, false));
    assertThat(Machinery.of(List.of(), 2, true)).isEqualTo(new Machinery(true, 2, false, true));
    assertThat(Machinery.of(List.of("storage"), 2, false))
        .isEqualTo(new Machinery(false, 0, true, false));
    assertThat(Machinery.of(List.of("storage", "stand-alone"), 1, false))
        .isEqualTo(new Machinery(true, 1, true, false));
  }

  @Test
  void what_is_needed_comes_before_what_needs_it_circles_or_not() {
    var all = List.of(type("a", "b"), type("b", "c"), type("c", "a"), type("d", "c"));
    var asked = List.of(service("d"), service("a"), service("b"), service("c"));
    assertThat(OrderServices.of(asked, all))
        .extracting(Service::type)
        .containsExactlyInAnyOrder("a", "b", "c", "d")
        .endsWith("d");
  }

  private static ServiceType type(String name, String need) {
    var needs = List.of(new ServiceDependency(need, List.of("1"), "1", ""));
    var version = new ServiceVersion("", "1", "", List.of(), "", needs);
    return new ServiceType(
        "", name, "", List.of(version), "1", "stand-alone", 0, List.of(), List.of());
  }

  private static Service service(String type) {
    return new Service("", "", type, "", Map.of(), "", "", "1", "", "");
  }
}
