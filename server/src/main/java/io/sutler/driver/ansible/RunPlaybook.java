package io.sutler.driver.ansible;

import io.sutler.domain.Blame;
import io.sutler.driver.ComponentView;
import io.sutler.driver.StepLog;
import io.sutler.driver.local.EndAll;
import io.sutler.driver.local.LocalTools;
import io.sutler.driver.local.ProgramFailure;
import io.sutler.driver.local.Programs;
import io.sutler.driver.local.Steps;
import io.sutler.driver.local.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Runs a playbook to its end, or takes up one that a former Sutler began. Thread-safe. */
record RunPlaybook(InstantSource clock, LocalTools tools, FetchPlaybook repositories) {
  private static final String PROGRAM = "ansible-playbook";
  private static final int USUAL_FORKS = 20;
  private static final int MOST_FORKS = 100;

  /** What came of it. */
  record Ended(ReadEvents seen, Map<String, Object> outputs) {}

  /**
   * @throws ProgramFailure when it could not be run, or failed
   */
  Ended run(Playbook playbook, AnsibleInputs inputs, ComponentView c, StepLog log)
      throws InterruptedException, IOException, ProgramFailure, EndAll.CannotEnd {
    var base = base(playbook, inputs, c, log);
    var hosts = Inventory.of(inputs.groups());
    var files = PlaybookFiles.of(c, playbook.kind());
    var seen = new ReadEvents(log);
    var strategy = new ChooseStrategy(program().map(FindMitogen::of));
    var mitogen = strategy.mitogen(inputs, c, hosts, files, log);
    var steps = steps(files, mitogen.isPresent());
    try {
      var config = new AnsibleConfig(files, inputs, forks(c), base, mitogen);
      files.write(hosts, playbook.allVars(inputs, c), config);
      var task = task(playbook, inputs, files, base);
      int code = steps.run(task, c, seen);
      seen.finish();
      if (code != 0) {
        throw new JudgeEnd(playbook.file(), base, files).failure(seen, code);
      }
      return new Ended(seen, steps.outputs(task, log));
    } catch (InterruptedException e) {
      new SweepHosts(files, inputs.login().become()).sweep(hosts.remote(), c.stepTag(), log);
      throw e;
    } catch (ProgramFailure e) {
      if (!e.failure().code().equals("deadline")) {
        throw e;
      }
      new SweepHosts(files, inputs.login().become()).sweep(hosts.remote(), c.stepTag(), log);
      throw overdue(playbook, seen);
    } finally {
      if (playbook.tells()) {
        seen.tally().ifPresent(log::summary);
      }
      files.delete();
    }
  }

  /** Deletes what a phase wrote as outputs, once it was surely recorded. */
  void forgetOutputs(ComponentView c, String phase) {
    steps(PlaybookFiles.of(c, phase), false).forgetOutputs(c, phase);
  }

  private static ProgramFailure overdue(Playbook playbook, ReadEvents seen) {
    var where = seen.place().isEmpty() ? "" : "; it was at " + seen.place();
    return new ProgramFailure(
        Blame.PLATFORM,
        "deadline",
        playbook.file() + " did not end before its deadline and was ended" + where);
  }

  private Steps steps(PlaybookFiles files, boolean mitogen) {
    var environment = new HashMap<String, String>();
    environment.put("ANSIBLE_CONFIG", files.config().toString());
    environment.put("SUTLER_CONNECTIONS", files.connections().toString());
    environment.put("PYTHONDONTWRITEBYTECODE", "1");
    if (mitogen) {
      // it makes its sockets there, waits for ever when their path is too long for one, and a
      // component's own directory is deep
      environment.put("TMPDIR", files.sockets().toString());
    }
    return new Steps(new Programs(AnsibleSchema.NAME, tools.telling(environment)), clock);
  }

  private static int forks(ComponentView c) {
    long most = c.region().region().maxParallel();
    return most < 1 ? USUAL_FORKS : (int) Math.min(most, MOST_FORKS);
  }

  /** The directory that the playbook's file is in. */
  private Path base(Playbook playbook, AnsibleInputs inputs, ComponentView c, StepLog log)
      throws InterruptedException, IOException, ProgramFailure {
    requireProgram();
    if (playbook.fetched() && inputs.git().isPresent()) {
      var base = repositories.files(inputs.git().get(), c, log);
      if (!isWithin(base, playbook.file())) {
        throw new ProgramFailure(
            Blame.USER,
            "no-playbook",
            "the repository has no file '"
                + playbook.file()
                + "' at that commit: mend 'path', or name another commit");
      }
      return base;
    }
    if (!isWithin(c.bundle(), playbook.file())) {
      throw new ProgramFailure(
          Blame.USER,
          "no-playbook",
          "the bundle has no file '" + playbook.file() + "': add it, and publish");
    }
    return c.bundle();
  }

  private static boolean isWithin(Path base, String file) {
    var place = base.resolve(file).normalize();
    return place.startsWith(base.normalize()) && Files.isRegularFile(place);
  }

  private void requireProgram() throws ProgramFailure {
    if (program().isEmpty()) {
      throw new ProgramFailure(
          Blame.PLATFORM,
          "no-ansible",
          "there is no ansible-playbook on the server: install it (apt install ansible-core, or"
              + " pip install ansible-core); it is tried again");
    }
  }

  private Optional<Path> program() {
    return Stream.of(tools.path().split(":"))
        .map(place -> Path.of(place.isEmpty() ? "." : place, PROGRAM))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static Task task(
      Playbook playbook, AnsibleInputs inputs, PlaybookFiles files, Path base) {
    var words = new ArrayList<>(List.of(PROGRAM));
    words.add("--inventory=" + files.inventory());
    words.add("--extra-vars=@" + files.vars());
    if (!playbook.whole() && !inputs.tags().isEmpty()) {
      words.add("--tags=" + String.join(",", inputs.tags()));
    }
    if (!playbook.whole() && !inputs.limit().isEmpty()) {
      words.add("--limit=" + inputs.limit());
    }
    if (playbook.check()) {
      words.addAll(List.of("--check", "--diff"));
    }
    words.add(base.resolve(playbook.file()).toString());
    return new Task(
        playbook.phase(),
        playbook.operation(),
        Map.of(),
        words,
        playbook.control(),
        Map.of(),
        playbook.outputs(),
        playbook.request(),
        playbook.rerun());
  }
}
