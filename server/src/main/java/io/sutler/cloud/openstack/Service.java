package io.sutler.cloud.openstack;

import java.util.List;

/** The services that are spoken to, as catalogues name them. */
enum Service {
  COMPUTE("Nova", "", "compute"),
  NETWORK("Neutron", "/v2.0", "network"),
  IMAGE("Glance", "/v2", "image"),
  VOLUME("Cinder", "", "volumev3", "block-storage", "volumev2", "volume");

  private final String title;
  private final String version;
  private final List<String> types;

  Service(String title, String version, String... types) {
    this.title = title;
    this.version = version;
    this.types = List.of(types);
  }

  String title() {
    return title;
  }

  List<String> types() {
    return types;
  }

  /** Some catalogues name the version, some leave it to the caller. */
  String at(String url) {
    var plain = url.replaceAll("/+$", "");
    return version.isEmpty() || plain.matches(".*/v\\d+(\\.\\d+)?$") ? plain : plain + version;
  }
}
