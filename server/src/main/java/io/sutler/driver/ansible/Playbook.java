package io.sutler.driver.ansible;

import io.sutler.domain.OutputSpec;
import io.sutler.driver.ComponentView;
import io.sutler.driver.OperationView;
import io.sutler.driver.local.OwnFiles;
import io.sutler.driver.local.ProgramFailure;
import io.sutler.driver.local.Task;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A playbook to be run.
 *
 * @param kind runs of one kind share their files: never two at once
 * @param file of the bundle
 * @param fetched the file is one of the component's repository instead
 * @param check changes nothing, and tells what it would change
 * @param whole take neither the component's tags nor its limit
 * @param vars its own, beside those of the component
 */
record Playbook(
    String kind,
    Optional<String> operation,
    String file,
    boolean fetched,
    boolean check,
    boolean whole,
    Map<String, Object> vars,
    Map<String, OutputSpec> outputs,
    Path control,
    String request,
    Task.Rerun rerun) {

  /** What makes the component so. */
  static Playbook apply(AnsibleInputs inputs, ComponentView c, Task.Rerun rerun) {
    var phase = c.applied().isEmpty() ? "install" : "update";
    return phase(phase, inputs.playbook(), c.desired().outputs(), c, rerun)
        .from(inputs.git().isPresent());
  }

  private Playbook from(boolean repository) {
    return new Playbook(
        kind, operation, file, repository, check, whole, vars, outputs, control, request, rerun);
  }

  /** What takes it away. */
  static Playbook remove(String file, ComponentView c) {
    return phase("remove", file, Map.of(), c, Task.Rerun.UNLESS_DONE);
  }

  /** Whether the service answers. */
  static Playbook answers(String kind, String file, ComponentView c) {
    return phase(kind, file, Map.of(), c, Task.Rerun.ALWAYS);
  }

  /** What {@link #apply} would change. */
  static Playbook check(String kind, AnsibleInputs inputs, ComponentView c) {
    var like = phase(kind, inputs.playbook(), Map.of(), c, Task.Rerun.ALWAYS);
    return new Playbook(
        kind,
        Optional.empty(),
        like.file(),
        inputs.git().isPresent(),
        true,
        false,
        Map.of(),
        Map.of(),
        like.control(),
        like.request(),
        like.rerun());
  }

  private static Playbook phase(
      String kind,
      String file,
      Map<String, OutputSpec> outputs,
      ComponentView c,
      Task.Rerun rerun) {
    var task = Task.phase(kind, List.of(file), Map.of(), outputs, c, rerun);
    boolean part = kind.equals("install") || kind.equals("update");
    return new Playbook(
        kind,
        Optional.empty(),
        file,
        false,
        false,
        !part,
        Map.of(),
        outputs,
        task.control(),
        task.request(),
        rerun);
  }

  /** An operation of the plan. */
  static Playbook operation(OperationView operation, ComponentView c) {
    var task = Task.operation(operation, Map.of(), c);
    return new Playbook(
        "operation-" + OwnFiles.safe(operation.id()),
        task.operation(),
        operation.spec().command().getFirst(),
        false,
        false,
        true,
        operation.params(),
        task.outputs(),
        task.control(),
        task.request(),
        task.rerun());
  }

  /** One run of a part of what makes the component so. */
  static Playbook part(OperationView operation, AnsibleInputs inputs, ComponentView c) {
    var like = operation(operation, c);
    return new Playbook(
        like.kind(),
        like.operation(),
        inputs.playbook(),
        inputs.git().isPresent(),
        false,
        false,
        Map.of(),
        Map.of(),
        like.control(),
        like.request(),
        like.rerun());
  }

  /** Whether its counts are those of the step: a check beside the work has none. */
  boolean tells() {
    return !check && !kind.equals("ready") && !kind.equals("live");
  }

  String phase() {
    return operation.isPresent() ? "operate" : kind;
  }

  /**
   * All that Ansible is told beside the inventory.
   *
   * @throws ProgramFailure when the region's settings say of mirrors what cannot be
   */
  Map<String, Object> allVars(AnsibleInputs inputs, ComponentView c) throws ProgramFailure {
    var all = new LinkedHashMap<String, Object>(inputs.vars());
    all.putAll(vars);
    var about = new LinkedHashMap<String, Object>();
    about.put("phase", phase());
    about.put("operation", operation.orElse(""));
    about.put("owner", c.owner().text());
    about.put("project", c.project());
    about.put("deployment", c.deployment());
    about.put("component", c.desired().name());
    about.put("storage", c.storage().toString());
    about.put("keep_data", c.keepData());
    all.put("sutler", about);
    all.put(Site.NAME, Site.of(c).data());
    if (!inputs.login().password().isEmpty()) {
      all.put("ansible_password", inputs.login().password());
    }
    if (!inputs.login().becomePassword().isEmpty()) {
      all.put("ansible_become_password", inputs.login().becomePassword());
    }
    return all;
  }
}
