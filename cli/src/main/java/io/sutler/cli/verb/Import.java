package io.sutler.cli.verb;

import com.fasterxml.jackson.databind.JsonNode;
import io.sutler.cli.michman.DatabaseAddress;
import io.sutler.cli.michman.MichmanConfig;
import io.sutler.cli.michman.ReadDatabase;
import io.sutler.cli.michman.Tls;
import io.sutler.cli.print.Data;
import io.sutler.cli.print.Table;
import io.sutler.cli.terminal.Exit;
import io.sutler.cli.terminal.Mishap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "import",
    description = "Takes over what another system knows.",
    footer = {
      "",
      "Example:",
      "  sutler import michman --from mysql://michman@db:3306/michman --dry-run"
    })
public final class Import {
  private static final List<String> TABLES =
      List.of(
          "image",
          "flavor",
          "project",
          "cluster",
          "service",
          "template",
          "service_type",
          "service_version",
          "service_config",
          "service_dependency",
          "dependency_to_version",
          "service_port",
          "health_check",
          "health_configs");
  @Mixin Help help = new Help();

  @Command(
      name = "michman",
      description = {
        "Takes over images, flavors, service types, projects, templates and clusters of a Michman",
        "from its MySQL or MariaDB database (not Couchbase). The database is only read. Clusters are",
        "shown as they stand there; nothing is made or destroyed. A second time changes nothing."
      },
      footer = {
        "",
        "Examples:",
        "  sutler import michman --from mysql://michman@db/michman --dry-run    asks for the password",
        "  sutler import michman --from mysql://michman@db/michman --password-file pw --tls-ca ca.pem",
        "  sutler import michman --michman-config config.yaml --dry-run"
      })
  int michman(
      @Mixin Common common,
      @Option(
              names = "--from",
              paramLabel = "ADDRESS",
              description = "mysql://user@host:port/database, without a password")
          Optional<String> from,
      @Option(
              names = "--michman-config",
              paramLabel = "FILE",
              description = "Michman's config.yaml instead: mysql_key is read from its Vault")
          Optional<String> config,
      @Option(
              names = "--password-file",
              paramLabel = "FILE",
              description = "holds the password; else SUTLER_MICHMAN_PASSWORD, or it is asked for")
          Optional<String> file,
      @Option(
              names = "--tls",
              description = "encrypts; the certificate is held to what this machine trusts")
          boolean tls,
      @Option(
              names = "--tls-ca",
              paramLabel = "FILE",
              description = "encrypts; the certificate is held to those in this file")
          Optional<String> authorities,
      @Option(names = "--dry-run", description = "shows what would be taken, and takes nothing")
          boolean dry) {
    var session = common.session();
    if (from.isPresent() == config.isPresent()) {
      throw Mishap.usage(
          "say once where Michman's database is",
          "--from mysql://michman@db/michman, or --michman-config config.yaml");
    }
    var said = config.map(f -> MichmanConfig.read(Secrets.text(session, f)));
    var at = said.map(MichmanConfig::at).orElseGet(() -> DatabaseAddress.parse(from.orElse("")));
    var password =
        file.map(f -> Secrets.text(session, f).stripTrailing())
            .or(() -> session.terminal().variable("SUTLER_MICHMAN_PASSWORD"))
            .or(() -> said.map(MichmanConfig::password))
            .orElseGet(() -> Password.ask(session.terminal(), "Password of " + at.user()));
    var encrypted =
        tls || authorities.isPresent()
            ? Optional.of(Tls.trusting(authorities.map(session.terminal()::path)))
            : Optional.<Tls>empty();
    Map<String, List<Map<String, String>>> tables = new LinkedHashMap<>();
    try (var database = ReadDatabase.open(at, password, encrypted)) {
      TABLES.forEach(table -> tables.put(table, database.table(table)));
    }
    var answer = session.client().post("/michman/import?dry_run=" + dry, tables);
    var taken = answer.at("/Detail/Data");
    var items = taken.isArray() ? taken : Data.tree("[]");
    session.print(items, () -> lines(items, dry));
    boolean refused = rows(items).anyMatch(i -> i.path("outcome").asText().equals("refused"));
    return refused ? Exit.FAILED : Exit.OK;
  }

  private static Stream<JsonNode> rows(JsonNode items) {
    return StreamSupport.stream(items.spliterator(), false);
  }

  private static List<String> lines(JsonNode items, boolean dry) {
    var table = new Table("KIND", "NAME", "OUTCOME");
    rows(items)
        .forEach(i -> {
          var outcome = i.path("outcome").asText();
          var why = i.path("why").asText();
          var shown = dry && outcome.equals("taken") ? "would be taken" : outcome;
          var unused =
              table.row(
                  i.path("kind").asText(),
                  i.path("name").asText(),
                  why.isEmpty() ? shown : shown + ": " + why);
        });
    var count =
        rows(items)
            .collect(
                Collectors.groupingBy(
                    i -> i.path("outcome").asText(),
                    java.util.TreeMap::new,
                    Collectors.counting()));
    var sum = count.isEmpty() ? "the database holds nothing" : count.toString();
    return Stream.concat(table.lines().stream(), Stream.of("", sum)).toList();
  }
}
