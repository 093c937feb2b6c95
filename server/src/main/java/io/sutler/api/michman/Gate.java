package io.sutler.api.michman;

import io.sutler.access.Caller;
import io.sutler.access.Policy;
import io.sutler.api.Ask;

/**
 * Asks the operator's policy, by Michman's roles: in a project's paths its members are {@code
 * project_member}, and everybody else, administrators too, is {@code user}; elsewhere
 * administrators are {@code admin}. A project that is not there is told before the policy is asked.
 * It binds who signed in: tokens have limits of their own.
 */
record Gate(Policy policy, Projects projects) {
  private static final String PROJECT = "/projects/{project}";

  /**
   * @param template of the path
   * @throws Fault AUTHORIZATION, NOT_FOUND for the project, ENFORCER when the policy breaks
   */
  void require(Ask ask, Caller caller, String template) {
    if (policy == Policy.NONE || !ask.token().isEmpty()) {
      return;
    }
    var role = role(ask, caller, template);
    boolean allowed;
    try {
      allowed = policy.allows(role, path(ask, template), ask.method());
    } catch (RuntimeException e) {
      throw new Fault(Fault.Class.ENFORCER, "failed to call Enforce in a safe way");
    }
    if (!allowed) {
      throw new Fault(Fault.Class.AUTHORIZATION, "unauthorized to access the resource");
    }
  }

  private String role(Ask ask, Caller caller, String template) {
    if (template.startsWith(PROJECT)) {
      var project = projects.get(caller, ask.path("project")).scope().id();
      return caller.roles().containsKey(project) ? "project_member" : "user";
    }
    return caller.admin() ? "admin" : "user";
  }

  /** As its clients write it, without a prefix; made of what was understood, not of what came. */
  private static String path(Ask ask, String template) {
    var path = new StringBuilder();
    for (var segment : template.substring(1).split("/")) {
      var text =
          segment.startsWith("{")
              ? ask.path(segment.substring(1, segment.length() - 1)).replace("/", "%2F")
              : segment;
      path.append('/').append(text);
    }
    return path.toString();
  }
}
