package io.sutler.domain;

import java.util.Map;

/**
 * What a component takes from its project's quota, as its plan's author wrote it.
 *
 * @param fixed what is known without any parameter
 * @param templates of {@code cpus}, {@code memory} and {@code disk}, where they depend on
 *     parameters
 */
public record ResourcesSpec(Resources fixed, Map<String, String> templates) {
  public static final ResourcesSpec NONE = new ResourcesSpec(Resources.NONE, Map.of());

  public ResourcesSpec {
    templates = Map.copyOf(templates);
  }
}
