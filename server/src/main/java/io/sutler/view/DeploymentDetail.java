package io.sutler.view;

import io.sutler.domain.ComponentRecord;
import io.sutler.domain.Deployment;
import java.util.List;
import java.util.Map;

/**
 * A deployment as people see it. No secret is in it: a sealed parameter stands as <code>
 * {"sealed": true}</code>, a user's secret as <code>{"secret": "name"}</code>; both may be sent
 * back as they are. Secret outputs keep their type and have an empty text as value.
 *
 * @param plan {@code name@version}
 * @param bindings parameter to {@code deployment/output}
 * @param components empty in lists
 */
public record DeploymentDetail(
    Deployment deployment,
    String project,
    String plan,
    Map<String, String> bindings,
    List<ComponentRecord> components) {
  /** Names this state among all that the deployment was in: its version, and a sum of the rest. */
  public String state() {
    return deployment.version() + "-" + Integer.toHexString(toString().hashCode());
  }
}
