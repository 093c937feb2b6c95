package io.sutler.cli.verb;

import io.sutler.cli.http.Client;
import io.sutler.cli.print.Data;
import io.sutler.cli.print.Table;
import io.sutler.cli.terminal.Exit;
import io.sutler.wire.Image;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "image",
    description = "Operating system images of machines.",
    footer = {
      "",
      "Examples:",
      "  sutler image list",
      "  sutler image set debian-12 --region west --native 7d0e… --login debian"
    })
public final class Images {
  @Mixin Help help = new Help();

  @Command(
      name = "list",
      aliases = "ls",
      description = "Lists those that the project can use.",
      footer = {"", "Example:", "  sutler image list"})
  int list(@Mixin Common common) {
    var session = common.session();
    var page = session.client().list(session.inProject("/images"));
    session.print(
        page,
        "items[*].name",
        () ->
            Lines.table(
                page,
                Image.class,
                "no images: sutler image set --help",
                new Table("NAME", "LOGIN", "REGION", "THERE", "SCOPE"),
                (table, i) ->
                    table.row(
                        i.name(),
                        i.login(),
                        i.region().orElse("every"),
                        i.nativeId().orElse(i.name()),
                        i.project().orElse("global"))));
    return Exit.OK;
  }

  @Command(
      name = "set",
      description = "Makes an image known, or takes the place of one.",
      footer = {
        "",
        "Examples:",
        "  sutler image set debian-12 --login debian --global",
        "  sutler image set debian-12 --login debian --in west=7d0e2b1c --global"
      })
  int set(
      @Mixin Common common,
      @Parameters(paramLabel = "NAME", description = "of the image") String name,
      @Option(
              names = "--login",
              paramLabel = "ACCOUNT",
              description = "that its machines are entered by; root unless said")
          Optional<String> login,
      @Mixin OfferPlace place) {
    var session = common.session();
    var body = Data.object();
    login.ifPresent(account -> body.put("login", account));
    var answer = place.put(session, "/images/" + Client.segment(name), body);
    session.print(answer, "name", () -> List.of("image " + name + " is set"));
    return Exit.OK;
  }

  @Command(
      name = "remove",
      description = "Forgets an image; machines made of it stay.",
      footer = {"", "Example:", "  sutler image remove debian-12 --global"})
  int remove(
      @Mixin Common common,
      @Parameters(paramLabel = "NAME", description = "of the image") String name,
      @Mixin OfferPlace place) {
    var session = common.session();
    place.remove(session, "/images", name);
    session.say("removed image " + name);
    return Exit.OK;
  }
}
