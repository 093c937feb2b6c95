package io.sutler.api.michman;

import io.sutler.view.DeploymentDetail;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A cluster as its deployment keeps it: among the parameters, where texts that are secret stand
 * sealed. Pure.
 */
final class Stored {
  /** What is shown in place of a secret. */
  private static final String HIDDEN = "(sealed)";

  /** What is seen each time, and not kept. */
  private static final Map<String, String> SEEN = Map.of("EntityStatus", "", "MasterIP", "");

  private Stored() {}

  /** Of a deployment that is a cluster. */
  static Cluster read(DeploymentDetail detail) {
    var params = detail.deployment().desired().params();
    var cluster = params.get("cluster") instanceof Map<?, ?> map ? shown(map) : Map.of();
    return GoJson.read(texts(cluster), Cluster.class);
  }

  /** As a parameter: what stood sealed stays so. */
  static Map<String, Object> write(Cluster cluster, int standing) {
    var data = GoJson.data(cluster.with(SEEN));
    data.values().removeIf(""::equals);
    if (data.get("Services") instanceof List<?> services) {
      var all = new ArrayList<Object>();
      for (int i = 0; i < services.size(); i++) {
        var service = (Map<?, ?>) services.get(i);
        all.add(i < standing ? sealed(service) : service);
      }
      data.put("Services", all);
    }
    return data;
  }

  private static Object shown(Object value) {
    return switch (value) {
      case Map<?, ?> map when map.equals(Map.of("sealed", true)) -> HIDDEN;
      case Map<?, ?> map -> {
        var out = new LinkedHashMap<String, Object>();
        map.forEach((key, each) -> out.put(String.valueOf(key), shown(each)));
        yield out;
      }
      case List<?> list -> list.stream().map(Stored::shown).toList();
      case Object other -> other;
    };
  }

  private static Map<String, Object> sealed(Map<?, ?> service) {
    var out = texts(service);
    out.remove("URL");
    if (out.get("Config") instanceof Map<?, ?> config) {
      var back = texts(config);
      back.replaceAll((name, value) -> HIDDEN.equals(value) ? Map.of("sealed", true) : value);
      out.put("Config", back);
    }
    return out;
  }

  private static Map<String, Object> texts(Object map) {
    var out = new LinkedHashMap<String, Object>();
    ((Map<?, ?>) map).forEach((key, value) -> out.put(String.valueOf(key), value));
    return out;
  }
}
