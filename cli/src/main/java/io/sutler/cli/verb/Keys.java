package io.sutler.cli.verb;

import io.sutler.cli.http.Client;
import io.sutler.cli.print.Data;
import io.sutler.cli.print.Table;
import io.sutler.cli.terminal.Exit;
import io.sutler.cli.terminal.Mishap;
import io.sutler.cli.terminal.TextFile;
import io.sutler.wire.KeyPair;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "key",
    description = "Public SSH keys that can be put on machines.",
    footer = {
      "",
      "Examples:",
      "  sutler key list",
      "  sutler key set laptop ~/.ssh/id_ed25519.pub"
    })
public final class Keys {
  private static final int LONGEST = 64;
  @Mixin Help help = new Help();

  @Command(
      name = "list",
      aliases = "ls",
      description = "Lists those of the project.",
      footer = {"", "Example:", "  sutler key list"})
  int list(@Mixin Common common) {
    var session = common.session();
    var page = session.client().list(session.inProject("/keys"));
    session.print(
        page,
        "items[*].name",
        () ->
            Lines.table(
                page,
                KeyPair.class,
                "no keys in project " + session.project(),
                new Table("NAME", "KEY"),
                (table, k) -> table.row(k.name(), brief(k.publicKey()))));
    return Exit.OK;
  }

  /** Its kind, its end and whose it is: enough to tell it from others. */
  private static String brief(String key) {
    var words = key.split(" ", 3);
    var body = words.length > 1 ? words[1] : "";
    var end = body.length() > 12 ? "…" + body.substring(body.length() - 12) : body;
    return words[0] + " " + end + (words.length > 2 ? " " + words[2] : "");
  }

  @Command(
      name = "set",
      description = "Keeps a public key.",
      footer = {"", "Example:", "  sutler key set laptop ~/.ssh/id_ed25519.pub"})
  int set(
      @Mixin Common common,
      @Parameters(paramLabel = "NAME", description = "of the key") String name,
      @Parameters(paramLabel = "FILE", description = "its public half, a .pub file") String file) {
    var session = common.session();
    var text = TextFile.read(session.terminal().path(file), LONGEST).strip();
    if (text.contains("PRIVATE KEY")) {
      throw Mishap.usage(file + " is a private key: give the .pub file beside it");
    }
    var answer =
        session
            .client()
            .put(
                session.inProject("/keys/" + Client.segment(name)),
                Data.object().put("publicKey", text));
    session.print(answer, "name", () -> List.of("key " + name + " is kept"));
    return Exit.OK;
  }

  @Command(
      name = "remove",
      description = "Forgets a key; machines that have it keep it.",
      footer = {"", "Example:", "  sutler key remove laptop"})
  int remove(
      @Mixin Common common,
      @Parameters(paramLabel = "NAME", description = "of the key") String name) {
    var session = common.session();
    session.client().delete(session.inProject("/keys/" + Client.segment(name)));
    session.say("removed key " + name);
    return Exit.OK;
  }
}
