package io.sutler.cloud.openstack;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/** A {@code clouds.yaml} as OpenStack's own tools read it. What it says is never repeated. */
record CloudsYaml(String text) {
  private static final int LARGEST = 256 * 1024;

  /**
   * One of its clouds, flat: what stands under {@code auth} beside the rest.
   *
   * @param name empty for the only one
   * @throws IllegalArgumentException with half a sentence
   */
  Map<String, String> cloud(String name) {
    var clouds = map(root().get("clouds"));
    if (clouds.isEmpty()) {
      throw new IllegalArgumentException("clouds.yaml has no clouds");
    }
    var names = new TreeSet<String>();
    clouds.keySet().forEach(key -> names.add(ReadCredentials.shown(String.valueOf(key))));
    if (name.isEmpty() && clouds.size() > 1) {
      throw new IllegalArgumentException(
          "clouds.yaml has the clouds %s: name one in the setting 'cloud'"
              .formatted(String.join(", ", names)));
    }
    var cloud = name.isEmpty() ? clouds.values().iterator().next() : clouds.get(name);
    if (!(cloud instanceof Map<?, ?> said)) {
      throw new IllegalArgumentException(
          "clouds.yaml has no cloud '%s': there are %s"
              .formatted(ReadCredentials.shown(name), String.join(", ", names)));
    }
    var words = new HashMap<String, String>();
    put(said, words);
    put(map(said.get("auth")), words);
    return words;
  }

  private static void put(Map<?, ?> from, Map<String, String> to) {
    from.forEach((key, value) -> {
      if (value instanceof String || value instanceof Number) {
        to.put(String.valueOf(key), String.valueOf(value));
      }
    });
  }

  private Map<?, ?> root() {
    if (text.length() > LARGEST) {
      throw new IllegalArgumentException("clouds.yaml is too long to be one");
    }
    var options = new LoaderOptions();
    options.setMaxAliasesForCollections(20);
    options.setNestingDepthLimit(20);
    options.setAllowDuplicateKeys(false);
    try {
      Object root = new Yaml(new SafeConstructor(options)).load(text);
      return map(root);
    } catch (MarkedYAMLException e) {
      var mark = e.getProblemMark();
      throw new IllegalArgumentException(
          "clouds.yaml is no YAML" + (mark == null ? "" : ", see line " + (mark.getLine() + 1)), e);
    } catch (YAMLException e) {
      throw new IllegalArgumentException("clouds.yaml is no YAML", e);
    }
  }

  private static Map<?, ?> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }
}
