package io.sutler.cli.verb;

import io.sutler.cli.context.PrivateFile;
import io.sutler.cli.http.Client;
import io.sutler.cli.print.Data;
import io.sutler.cli.print.Plain;
import io.sutler.cli.print.Table;
import io.sutler.cli.terminal.Exit;
import io.sutler.wire.Token;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "token",
    description = "Tokens for programs.",
    footer = {
      "",
      "Examples:",
      "  sutler token issue ci --role editor --for-project demo --expires 30d --to ci.token",
      "  sutler token list",
      "  sutler token revoke ID"
    })
public final class Tokens {
  @Mixin Help help = new Help();

  @Command(
      name = "list",
      aliases = "ls",
      description = "Lists your tokens; their texts are nowhere kept.",
      footer = {"", "Example:", "  sutler token list"})
  int list(
      @Mixin Common common,
      @Option(names = "--user", paramLabel = "NAME", description = "another user's (admins)")
          Optional<String> user) {
    var session = common.session();
    var page =
        session.client().list("/tokens" + user.map(u -> "?user=" + Client.segment(u)).orElse(""));
    var now = session.terminal().clock().instant();
    session.print(
        page,
        "items[*].id",
        () ->
            Lines.table(
                page,
                Token.class,
                "no tokens",
                new Table("ID", "LABEL", "PROJECT", "ROLE", "SCOPES", "AGE", "EXPIRES"),
                (table, t) ->
                    table.row(
                        t.id(),
                        t.label(),
                        t.project().orElse("all"),
                        t.role(),
                        t.scopes().isEmpty() ? "all" : String.join(",", t.scopes()),
                        Plain.age(t.createdAt(), now),
                        Lines.until(t.expires(), now))));
    return Exit.OK;
  }

  @Command(
      name = "issue",
      description = "Issues one, no stronger than you are; its text is shown this once.",
      footer = {
        "",
        "Example:",
        "  sutler token issue ci --role editor --scope read,write --expires 30d --to ci.token"
      })
  int issue(
      @Mixin Common common,
      @Parameters(paramLabel = "LABEL", description = "what it is for") String label,
      @Option(
              names = "--for-project",
              paramLabel = "NAME",
              description = "good in this project alone")
          Optional<String> project,
      @Option(
              names = "--role",
              paramLabel = "ROLE",
              description = "admin, owner, editor or viewer at most")
          Optional<String> role,
      @Option(
              names = "--scope",
              split = ",",
              paramLabel = "SCOPE",
              description = "read, write, reveal; all unless said")
          @Nullable List<String> scopes,
      @Option(names = "--expires", paramLabel = "TIME", description = "30d; never unless said")
          Optional<String> expires,
      @Option(
              names = "--to",
              paramLabel = "FILE",
              description = "write its text there, for you alone to read, and show it not")
          Optional<String> to) {
    var session = common.session();
    var body = Data.object().put("label", label);
    project.ifPresent(p -> body.put("project", p));
    role.ifPresent(r -> body.put("role", r));
    expires.ifPresent(e -> body.put("expires", e));
    if (scopes != null) {
      scopes.forEach(s -> body.withArray("scopes").add(s));
    }
    var answer = session.client().post("/tokens", body);
    if (to.isPresent()) {
      PrivateFile.write(session.terminal().path(to.get()), answer.path("token").asText() + "\n");
      session.print(
          answer.path("info"), "id", () -> List.of("token " + label + " is in " + to.get()));
    } else {
      session.print(answer, "info.id", () -> List.of(answer.path("token").asText()));
    }
    return Exit.OK;
  }

  @Command(
      name = "revoke",
      description = "Revokes one, at once.",
      footer = {"", "Example:", "  sutler token revoke ID"})
  int revoke(
      @Mixin Common common,
      @Parameters(paramLabel = "ID", description = "see: sutler token list") String id) {
    var session = common.session();
    session.client().delete("/tokens/" + Client.segment(id));
    session.say("revoked " + id);
    return Exit.OK;
  }
}
