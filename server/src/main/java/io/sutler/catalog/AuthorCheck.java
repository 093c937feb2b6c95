package io.sutler.catalog;

import io.sutler.domain.Refusal;
import io.sutler.domain.Refusal.Fault;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What service authors need before they publish. */
public final class AuthorCheck {
  private AuthorCheck() {}

  /**
   * All faults of a plan's directory; empty when it can be published. Beyond what publishing
   * checks: programs under {@code bin/} must say what runs them.
   */
  public static List<Fault> check(Path directory, Context context) {
    try {
      var bundle = Bundle.pack(directory);
      List<Fault> faults = new ArrayList<>(programs(bundle));
      try {
        new PlanParser().parse(bundle, context);
      } catch (Refusal e) {
        faults.addAll(0, e.faults());
      }
      return faults;
    } catch (Refusal e) {
      return e.faults().isEmpty() ? List.of(new Fault("", e.sentence())) : e.faults();
    }
  }

  private static List<Fault> programs(Bundle bundle) {
    List<Fault> faults = new ArrayList<>();
    for (var file : bundle.files()) {
      if (!file.path().startsWith("bin/")) {
        continue;
      }
      byte[] content = bundle.file(file.path()).orElseThrow();
      String start =
          new String(content, 0, Math.min(content.length, 200), StandardCharsets.ISO_8859_1);
      if (!start.startsWith("#!") && !start.startsWith("\u007fELF")) {
        faults.add(
            new Fault(
                file.path() + ":1",
                "the program does not say what runs it: begin it with #!/bin/bash or the like"));
      } else if (start.startsWith("#!") && start.contains("\r\n")) {
        faults.add(
            new Fault(
                file.path() + ":1", "the program has Windows line ends: save it with Unix ones"));
      }
    }
    return faults;
  }

  /**
   * Writes a minimal working plan.
   *
   * @throws Refusal when the name is none, or the directory is there and not empty
   */
  public static void init(Path directory, String name) {
    new NewPlan(directory, name).write();
  }
}
