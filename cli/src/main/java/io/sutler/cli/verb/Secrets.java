package io.sutler.cli.verb;

import io.sutler.cli.http.Client;
import io.sutler.cli.print.Data;
import io.sutler.cli.print.Table;
import io.sutler.cli.terminal.Exit;
import io.sutler.cli.terminal.TextFile;
import io.sutler.wire.Secret;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "secret",
    description = "A project's own secrets; a parameter means one with {\"secret\": \"NAME\"}.",
    footer = {
      "",
      "Examples:",
      "  sutler secret set smtp-password          asks for it",
      "  sutler secret set tls-key --from key.pem",
      "  sutler secret list"
    })
public final class Secrets {
  private static final int LONGEST = 1024;
  @Mixin Help help = new Help();

  @Command(
      name = "list",
      aliases = "ls",
      description = "Lists their names.",
      footer = {"", "Example:", "  sutler secret list"})
  int list(@Mixin Common common) {
    var session = common.session();
    var page = session.client().list(session.inProject("/secrets"));
    session.print(
        page,
        "items[*].name",
        () ->
            Lines.table(
                page,
                Secret.class,
                "no secrets in project " + session.project(),
                new Table("NAME"),
                (table, s) -> table.row(s.name())));
    return Exit.OK;
  }

  @Command(
      name = "set",
      description =
          "Seals a secret, or takes the place of one. It is asked for, or a line of standard input.",
      footer = {
        "",
        "Examples:",
        "  sutler secret set tls-key --from key.pem",
        "  sutler secret set db-password --vault kv/team/db#password"
      })
  int set(
      @Mixin Common common,
      @Parameters(paramLabel = "NAME", description = "of the secret") String name,
      @Option(names = "--from", paramLabel = "FILE", description = "the text of this file")
          Optional<String> from,
      @Option(
              names = "--vault",
              paramLabel = "PATH#FIELD",
              description = "it stays in Vault, and is read there when needed")
          Optional<String> vault) {
    var session = common.session();
    if (vault.isPresent()) {
      session
          .client()
          .put(
              session.inProject("/secrets/" + Client.segment(name)),
              Data.object().put("vault", vault.get()));
      session.say(name + " is " + vault.get() + " in Vault");
      return Exit.OK;
    }
    var value =
        from.map(f -> text(session, f))
            .orElseGet(() -> Password.ask(session.terminal(), "Secret " + name));
    session
        .client()
        .put(
            session.inProject("/secrets/" + Client.segment(name)),
            Data.object().put("value", value));
    session.say("sealed " + name);
    return Exit.OK;
  }

  @Command(
      name = "remove",
      description = "Removes a secret.",
      footer = {"", "Example:", "  sutler secret remove smtp-password"})
  int remove(
      @Mixin Common common,
      @Parameters(paramLabel = "NAME", description = "of the secret") String name) {
    var session = common.session();
    session.client().delete(session.inProject("/secrets/" + Client.segment(name)));
    session.say("removed " + name);
    return Exit.OK;
  }

  static String text(Session session, String file) {
    return TextFile.read(session.terminal().path(file), LONGEST);
  }
}
