package io.sutler.domain;

/**
 * An operation that can be run on a deployment of a plan: the plan's own, or one of a plan that it
 * uses.
 *
 * @param spec with the component as the deployment names it, without keys: {@code monitoring.agent}
 * @param many whether that stands once for each key: then one must be said
 */
public record OfferedOperation(OperationSpec spec, boolean many) {

  /** Whether it can be run on a component of this name: {@code worker[a]} for {@code worker}. */
  public boolean isOf(String component) {
    return component.replaceAll("\\[[^\\]]*\\]", "").equals(spec.component());
  }
}
