package io.sutler.cli.verb;

import com.fasterxml.jackson.databind.JsonNode;
import io.sutler.cli.http.Client;
import io.sutler.cli.print.Data;
import io.sutler.cli.print.Plain;
import io.sutler.cli.print.Table;
import io.sutler.cli.terminal.Exit;
import io.sutler.cli.terminal.Mishap;
import io.sutler.wire.Flavor;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "flavor",
    description = "Machine sizes, with their prices.",
    footer = {
      "",
      "Examples:",
      "  sutler flavor list",
      "  sutler flavor set small --cpus 2 --memory 4GiB --disk 40GiB --hourly 0.0125",
      "  sutler flavor set small --region west --native m1.small --cpus 2 --memory 4GiB"
    })
public final class Flavors {
  @Mixin Help help = new Help();

  @Command(
      name = "list",
      aliases = "ls",
      description = "Lists those that the project can use.",
      footer = {"", "Example:", "  sutler flavor list"})
  int list(@Mixin Common common) {
    var session = common.session();
    var page = session.client().list(session.inProject("/flavors"));
    session.print(
        page,
        "items[*].name",
        () ->
            Lines.table(
                page,
                Flavor.class,
                "no flavors: sutler flavor set --help",
                new Table("NAME", "CPUS", "MEMORY", "DISK", "HOURLY", "REGION", "THERE", "SCOPE"),
                (table, f) ->
                    table.row(
                        f.name(),
                        Plain.number(f.cpus()),
                        Plain.size(f.memoryBytes()),
                        f.diskBytes() == 0 ? "-" : Plain.size(f.diskBytes()),
                        f.hourly().toPlainString(),
                        f.region().orElse("every"),
                        f.nativeId().orElse(f.name()),
                        f.project().orElse("global"))));
    return Exit.OK;
  }

  @Command(
      name = "set",
      description = "Makes a flavor, or takes the place of one.",
      footer = {
        "",
        "Examples:",
        "  sutler flavor set small --cpus 2 --memory 4GiB --hourly 0.0125 --global",
        "  sutler flavor set small --cpus 2 --memory 4GiB --in lab=m1.small --in west=2 --global"
      })
  int set(
      @Mixin Common common,
      @Parameters(paramLabel = "NAME", description = "of the flavor") String name,
      @Option(names = "--cpus", required = true, paramLabel = "N", description = "processors")
          String cpus,
      @Option(names = "--memory", required = true, paramLabel = "SIZE", description = "4GiB")
          String memory,
      @Option(names = "--disk", paramLabel = "SIZE", description = "40GiB") Optional<String> disk,
      @Option(names = "--hourly", paramLabel = "PRICE", description = "of one machine")
          Optional<String> hourly,
      @Mixin OfferPlace place) {
    var session = common.session();
    var body = Data.object();
    body.set("cpus", Quotas.amount(cpus, "example: --cpus 2"));
    body.set("memoryBytes", size(memory));
    disk.ifPresent(size -> body.set("diskBytes", size(size)));
    hourly.ifPresent(price -> body.set("hourly", Quotas.amount(price, "example: --hourly 0.0125")));
    var answer = place.put(session, "/flavors/" + Client.segment(name), body);
    session.print(answer, "name", () -> java.util.List.of("flavor " + name + " is set"));
    return Exit.OK;
  }

  private static JsonNode size(String typed) {
    var bytes = Quotas.bytes(typed);
    if (bytes.isNull()) {
      throw Mishap.usage(typed + " is no size", "example: 4GiB");
    }
    return bytes;
  }

  @Command(
      name = "remove",
      description = "Removes a flavor; machines made of it stay.",
      footer = {"", "Example:", "  sutler flavor remove small --global"})
  int remove(
      @Mixin Common common,
      @Parameters(paramLabel = "NAME", description = "of the flavor") String name,
      @Mixin OfferPlace place) {
    var session = common.session();
    place.remove(session, "/flavors", name);
    session.say("removed flavor " + name);
    return Exit.OK;
  }
}
