package io.sutler.cli.verb;

import io.sutler.cli.print.Data;
import io.sutler.cli.print.Table;
import io.sutler.cli.terminal.Exit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What a project's machines are made of unless their plan says more. */
public final class ProjectDefaults {
  private static final List<String> NAMES =
      List.of("image", "master", "worker", "storage", "monitoring");

  @Option(names = "--image", paramLabel = "IMAGE", description = "of all of them")
  Optional<String> image = Optional.empty();

  @Option(names = "--master", paramLabel = "FLAVOR", description = "of machines of that role")
  Optional<String> master = Optional.empty();

  @Option(
      names = "--worker",
      paramLabel = "FLAVOR",
      description = "of machines of that, another or no role")
  Optional<String> worker = Optional.empty();

  @Option(names = "--storage", paramLabel = "FLAVOR", description = "of machines of that role")
  Optional<String> storage = Optional.empty();

  @Option(names = "--monitoring", paramLabel = "FLAVOR", description = "of machines of that role")
  Optional<String> monitoring = Optional.empty();

  int run(Session session) {
    var path = session.inProject("/defaults");
    var now = session.client().get(path);
    var said = new LinkedHashMap<String, String>();
    image.ifPresent(name -> said.put("image", name));
    master.ifPresent(name -> said.put("master", name));
    worker.ifPresent(name -> said.put("worker", name));
    storage.ifPresent(name -> said.put("storage", name));
    monitoring.ifPresent(name -> said.put("monitoring", name));
    if (!said.isEmpty()) {
      var body = Data.object();
      for (var name : NAMES) {
        var value = said.getOrDefault(name, now.path(name).asText(""));
        if (!value.isEmpty() && !value.equals("-")) {
          body.put(name, value);
        }
      }
      now = session.client().put(path, body);
    }
    var shown = now;
    session.print(
        shown,
        "image",
        () -> {
          var table = new Table("WHAT", "DEFAULT");
          for (var name : NAMES) {
            table.row(name, shown.path(name).asText("the region's"));
          }
          return table.lines();
        });
    return Exit.OK;
  }
}
