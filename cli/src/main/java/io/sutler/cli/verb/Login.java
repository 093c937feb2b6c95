package io.sutler.cli.verb;

import io.sutler.cli.context.Context;
import io.sutler.cli.context.Contexts;
import io.sutler.cli.http.Client;
import io.sutler.cli.print.Data;
import io.sutler.cli.terminal.Exit;
import io.sutler.cli.terminal.Terminal;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "login",
    description = "Signs in to a server and makes it the one that commands mean.",
    footer = {
      "",
      "Examples:",
      "  sutler login https://sutler.example.org --user mira          asks for the password",
      "  sutler login https://sutler.example.org --token @ci.token    keeps this token"
    })
public final class Login implements Callable<Integer> {
  @Mixin Common common;

  @Parameters(paramLabel = "URL", description = "of the server")
  String url = "";

  @Option(
      names = "--user",
      paramLabel = "NAME",
      description = "to sign in as; yourself unless said")
  Optional<String> user = Optional.empty();

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "of the context: the host's unless said")
  Optional<String> name = Optional.empty();

  @Option(
      names = "--expires",
      paramLabel = "TIME",
      description = "how long it lasts: 12h unless said")
  Optional<String> expires = Optional.empty();

  public Login(Terminal terminal) {
    this.common = new Common(terminal);
  }

  @Override
  public Integer call() {
    common.server = Optional.of(url);
    var session = common.session();
    var terminal = session.terminal();
    var server = session.client().server();
    var given =
        common.token.isPresent()
            || (user.isEmpty() && terminal.variable("SUTLER_TOKEN").isPresent());
    var token = given ? session.token(server).orElse("") : signIn(session);
    var me = new Client(server, Optional.of(token), "is the address right?").get("/me");
    var contexts = new Contexts(terminal);
    var context = name.orElseGet(server::getHost);
    var projects = me.path("roles").fieldNames();
    var project = common.project.orElseGet(() -> projects.hasNext() ? projects.next() : "demo");
    contexts.save(
        new Context(
            context,
            server,
            Optional.of(contexts.keepToken(context, token).toString()),
            project,
            Optional.empty()));
    session.say(
        "signed in to "
            + server
            + " as "
            + me.path("user").asText()
            + "   (context "
            + context
            + ", project "
            + project
            + ")");
    return Exit.OK;
  }

  private String signIn(Session session) {
    var terminal = session.terminal();
    var who = user.or(() -> terminal.variable("USER")).orElse("admin");
    var body =
        Data.object()
            .put("user", who)
            .put("label", "sutler login")
            .put("password", Password.ask(terminal, "Password for " + who));
    expires.ifPresent(e -> body.put("expires", e));
    return session.client().post("/sessions", body).path("token").asText();
  }
}
