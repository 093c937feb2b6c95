package io.sutler.cli.verb;

import io.sutler.cli.http.Client;
import io.sutler.cli.print.Data;
import io.sutler.cli.print.Table;
import io.sutler.cli.terminal.Exit;
import io.sutler.cli.terminal.Mishap;
import io.sutler.wire.Region;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "region",
    description = "The places to deploy to.",
    footer = {
      "",
      "Examples:",
      "  sutler region list",
      "  sutler region set lab --kind hosts --inventory hosts.ini --key ~/.ssh/lab --global",
      "  sutler region check lab",
      "  sutler region drain lab"
    })
public final class Regions {
  @Mixin Help help = new Help();

  @Command(
      name = "list",
      aliases = "ls",
      description = "Lists the regions that the project can use.",
      footer = {"", "Example:", "  sutler region list"})
  int list(@Mixin Common common) {
    var session = common.session();
    var page = session.client().list(session.inProject("/regions"));
    session.print(
        page,
        "items[*].name",
        () ->
            Lines.table(
                page,
                Region.class,
                "no regions",
                new Table("NAME", "KIND", "PLACE", "SCOPE", "AT ONCE", "DRAINED"),
                (table, r) ->
                    table.row(
                        r.name(),
                        r.kind(),
                        r.place().isEmpty() ? "any" : r.place(),
                        r.project().orElse("global"),
                        r.maxParallel(),
                        r.drained() ? "yes" : "no")));
    return Exit.OK;
  }

  @Command(
      name = "show",
      aliases = "get",
      description = "Shows one with its settings.",
      footer = {"", "Example:", "  sutler region show local -o yaml"})
  int show(
      @Mixin Common common,
      @Parameters(paramLabel = "NAME", description = "of the region") String name) {
    var session = common.session();
    var one = session.client().get(session.inProject("/regions/" + Client.segment(name)));
    session.print(one, "name", () -> List.of(Data.pretty(one)));
    return Exit.OK;
  }

  @Command(
      name = "check",
      description =
          "Asks a region for all that is needed of it; exit code 1 when something is not.",
      footer = {"", "Example:", "  sutler region check local"})
  int check(
      @Mixin Common common,
      @Parameters(paramLabel = "NAME", description = "of the region") String name) {
    return CheckRegion.run(common.session(), name);
  }

  @Command(
      name = "init",
      description = {
        "Prepares this machine's region to make machines: hosts in containers, reached by SSH.",
        "Needs root. Quick when all is there already; says what is missing."
      },
      footer = {
        "",
        "Examples:",
        "  sutler region init local",
        "  sutler region init local --install"
      })
  int init(
      @Mixin Common common,
      @Parameters(paramLabel = "NAME", description = "of the region; local") String name,
      @Option(names = "--install", description = "install what is missing with apt")
          boolean install)
      throws InterruptedException {
    return new InitRegion(common.session(), name, install).run();
  }

  @Command(
      name = "set",
      description = "Makes a region, or takes the place of one.",
      footer = {
        "",
        "Examples:",
        "  sutler region set lab --kind hosts --inventory hosts.ini --key ~/.ssh/lab --global",
        "  sutler region set lab --kind hosts --inventory hosts.ini --release clean.yml --global",
        "  sutler region set west --kind openstack --setting network=private --secret west-cloud",
        "  sutler region set west --kind openstack --env no_proxy=10.0.0.0/8 --env NOVA_VERSION=2.1"
      })
  int set(
      @Mixin Common common,
      @Parameters(paramLabel = "NAME", description = "of the region") String name,
      @Option(
              names = "--kind",
              required = true,
              paramLabel = "KIND",
              description = "local, hosts, openstack, kubernetes, ...")
          String kind,
      @Mixin RegionSettings settings,
      @Option(
              names = "--secret",
              paramLabel = "NAME",
              description = "holds its credentials: sutler secret set")
          Optional<String> secret,
      @Option(
              names = "--place",
              paramLabel = "MACHINE",
              description = "whose workers reach it; any unless said")
          Optional<String> place,
      @Option(names = "--at-once", paramLabel = "N", description = "steps at once")
          Optional<Long> parallel,
      @Mixin HostsOptions hosts,
      @Option(names = "--global", description = "for every project (admins)") boolean global) {
    var session = common.session();
    var body = Data.object().put("kind", kind).put("drained", false);
    secret.ifPresent(s -> body.put("secret", s));
    place.ifPresent(p -> body.put("place", p));
    parallel.ifPresent(n -> body.put("maxParallel", n));
    var map = body.putObject("settings");
    settings.into(map);
    hosts.into(map, session.terminal());
    var credentials = hosts.credentials(session.terminal());
    var path = path(session, name, global);
    var answer = session.client().put(path, body);
    if (!credentials.isEmpty()) {
      session.client().put(path + "/credentials", HostsOptions.body(credentials));
    }
    session.print(answer, "name", () -> List.of("region " + name + " is set"));
    return Exit.OK;
  }

  @Command(
      name = "undrain",
      description = "Takes new deployments there again.",
      footer = {"", "Example:", "  sutler region undrain lab"})
  int undrain(
      @Mixin Common common,
      @Parameters(paramLabel = "NAME", description = "of the region") String name,
      @Option(names = "--global", description = "one of every project (admins)") boolean global) {
    return drain(common, name, true, global);
  }

  @Command(
      name = "drain",
      description = {
        "Places nothing new there: no deployment, no further member; what stands goes on.",
        "With --undo, as undrain."
      },
      footer = {"", "Examples:", "  sutler region drain lab", "  sutler region undrain lab"})
  int drain(
      @Mixin Common common,
      @Parameters(paramLabel = "NAME", description = "of the region") String name,
      @Option(names = "--undo", description = "take new deployments again") boolean undo,
      @Option(names = "--global", description = "one of every project (admins)") boolean global) {
    var session = common.session();
    var path = found(session, name, global);
    var now = session.client().get(path);
    var body = Data.object();
    for (var field : List.of("kind", "place", "settings", "secret", "maxParallel")) {
      Optional.ofNullable(now.get(field)).ifPresent(v -> body.set(field, v));
    }
    var answer = session.client().put(path, body.put("drained", !undo));
    session.print(
        answer,
        "name",
        () -> List.of("region " + name + (undo ? " takes" : " takes no") + " new deployments"));
    return Exit.OK;
  }

  @Command(
      name = "remove",
      description = {
        "Removes a region that nothing stands in, is kept in or is left in.",
        "With --force, what may be left there is forgotten: for one that is gone for good."
      },
      footer = {
        "",
        "Examples:",
        "  sutler region remove lab",
        "  sutler region remove lab --force --global"
      })
  int remove(
      @Mixin Common common,
      @Parameters(paramLabel = "NAME", description = "of the region") String name,
      @Option(names = "--force", description = "forget what may be left there") boolean force,
      @Option(names = "--global", description = "one of every project (admins)") boolean global) {
    var session = common.session();
    if (!global && isEverybodys(session, name)) {
      // else a second time would take the one that the project's own had hidden
      throw Mishap.usage(
          "region " + name + " is one of every project", "if it is meant, say --global");
    }
    session.client().delete(path(session, name, global) + (force ? "?force=true" : ""));
    session.say("removed region " + name);
    return Exit.OK;
  }

  @Command(
      name = "credentials",
      description =
          "Seals a region's credentials: JSON, asked for or of a file; {} takes them away.",
      footer = {
        "",
        "Examples:",
        "  sutler region credentials lab --from openstack.json",
        "  sutler region credentials lab --vault kv/openstack --global"
      })
  int credentials(
      @Mixin Common common,
      @Parameters(paramLabel = "NAME", description = "of the region") String name,
      @Option(names = "--from", paramLabel = "FILE", description = "the JSON of this file")
          Optional<String> from,
      @Option(
              names = "--vault",
              paramLabel = "PATH",
              description = "the fields of this secret in Vault, read there when needed")
          Optional<String> vault,
      @Option(names = "--global", description = "one of every project (admins)") boolean global) {
    var session = common.session();
    var path = found(session, name, global) + "/credentials";
    if (vault.isPresent()) {
      session.client().put(path, Data.object().put("vault", vault.get()));
      session.say("the credentials of region " + name + " are " + vault.get() + " in Vault");
      return Exit.OK;
    }
    var text =
        from.map(f -> Secrets.text(session, f))
            .orElseGet(() -> Password.ask(session.terminal(), "Credentials of " + name));
    var values =
        Data.maybe(text)
            .filter(data -> data.isObject())
            .orElseThrow(() ->
                Mishap.usage(
                    "credentials are a JSON object of texts",
                    "example: {\"username\": \"mira\", \"password\": \"...\"}"));
    var body = Data.object();
    body.set("values", values);
    session.client().put(path, body);
    session.say("sealed the credentials of region " + name);
    return Exit.OK;
  }

  /** Of the region that the project means by the name: its own, or the one of every project. */
  private static String found(Session session, String name, boolean global) {
    return path(session, name, global || isEverybodys(session, name));
  }

  private static boolean isEverybodys(Session session, String name) {
    return session.client().get(path(session, name, false)).path("project").asText("").isEmpty();
  }

  private static String path(Session session, String name, boolean global) {
    var region = "/regions/" + Client.segment(name);
    return global ? region : session.inProject(region);
  }
}
