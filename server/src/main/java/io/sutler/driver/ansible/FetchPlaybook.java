package io.sutler.driver.ansible;

import io.sutler.driver.ComponentView;
import io.sutler.driver.StepLog;
import io.sutler.driver.checkout.Checkouts;
import io.sutler.driver.checkout.Source;
import io.sutler.driver.local.LocalTools;
import io.sutler.driver.local.OwnFiles;
import io.sutler.driver.local.PrivateFiles;
import io.sutler.driver.local.ProgramFailure;
import io.sutler.driver.local.Programs;
import io.sutler.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The files of a playbook that lies in a git repository. What commit a tag stands for is asked once
 * and stays so for the component: it changes when its plan names another.
 */
record FetchPlaybook(Checkouts checkouts, LocalTools tools) {
  private static final String FILE = "git.json";

  private record Resolved(String url, String tag, String commit) {}

  Path files(AnsibleInputs.Git git, ComponentView c, StepLog log)
      throws InterruptedException, IOException, ProgramFailure {
    var source =
        Source.of(git.url(), git.commit(), git.login())
            .through(Programs.network(tools, c.region().region()));
    return checkouts.files(source.at(commit(source, git, c, log)), c.project());
  }

  private String commit(Source source, AnsibleInputs.Git git, ComponentView c, StepLog log)
      throws InterruptedException, IOException, ProgramFailure {
    if (source.isCommit()) {
      return source.at();
    }
    var file = OwnFiles.of(c).resolve(FILE);
    var before = read(file).filter(r -> r.url().equals(git.url()) && r.tag().equals(git.commit()));
    if (before.isPresent()) {
      return before.get().commit();
    }
    var commit = checkouts.resolve(source);
    log.note("tag " + git.commit() + " is commit " + commit);
    PrivateFiles.above(file);
    PrivateFiles.write(file, Json.write(new Resolved(git.url(), git.commit(), commit)));
    return commit;
  }

  private static Optional<Resolved> read(Path file) {
    try {
      return Optional.of(Json.read(Files.readString(file), Resolved.class));
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
