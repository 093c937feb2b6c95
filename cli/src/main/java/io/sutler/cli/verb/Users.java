package io.sutler.cli.verb;

import io.sutler.cli.http.Client;
import io.sutler.cli.print.Data;
import io.sutler.cli.print.Plain;
import io.sutler.cli.print.Table;
import io.sutler.cli.terminal.Exit;
import io.sutler.wire.User;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "user",
    description = "The people who may sign in.",
    footer = {
      "",
      "Examples:",
      "  sutler user list",
      "  sutler user add mira",
      "  sutler user password mira"
    })
public final class Users {
  @Mixin Help help = new Help();

  @Command(
      name = "list",
      aliases = "ls",
      description = "Lists them (admins).",
      footer = {"", "Example:", "  sutler user list"})
  int list(@Mixin Common common) {
    var session = common.session();
    var page = session.client().list("/users");
    var now = session.terminal().clock().instant();
    session.print(
        page,
        "items[*].name",
        () ->
            Lines.table(
                page,
                User.class,
                "no users",
                new Table("NAME", "ADMIN", "AGE"),
                (table, u) ->
                    table.row(u.name(), u.admin() ? "yes" : "no", Plain.age(u.createdAt(), now))));
    return Exit.OK;
  }

  @Command(
      name = "add",
      description =
          "Makes a user (admins). The password is asked for, or read from standard input.",
      footer = {
        "",
        "Examples:",
        "  sutler user add mira",
        "  sutler user add ci --no-password     signs in by token alone"
      })
  int add(
      @Mixin Common common,
      @Parameters(paramLabel = "NAME", description = "to sign in with") String name,
      @Option(names = "--admin", description = "may do everything everywhere") boolean admin,
      @Option(names = "--no-password", description = "only tokens sign in") boolean noPassword) {
    var session = common.session();
    var body = Data.object().put("name", name).put("admin", admin);
    if (!noPassword) {
      body.put("password", Password.ask(session.terminal(), "Password for " + name));
    }
    var answer = session.client().post("/users", body);
    session.print(
        answer,
        "name",
        () ->
            List.of(
                "user "
                    + name
                    + " is made   (give a role: sutler project grant PROJECT "
                    + name
                    + " editor)"));
    return Exit.OK;
  }

  @Command(
      name = "password",
      description = "Sets a password; it is asked for, or read from standard input.",
      footer = {
        "",
        "Examples:",
        "  sutler user password",
        "  sutler user password mira     by an admin"
      })
  int password(
      @Mixin Common common,
      @Parameters(arity = "0..1", paramLabel = "NAME", description = "yourself unless said")
          Optional<String> name) {
    var session = common.session();
    var me = session.client().get("/me");
    var user = name.orElseGet(() -> me.path("user").asText());
    var body = Data.object();
    if (!me.path("admin").asBoolean()) {
      body.put("current", Password.ask(session.terminal(), "Present password"));
    }
    body.put("password", Password.ask(session.terminal(), "New password for " + user));
    session.client().put("/users/" + Client.segment(user) + "/password", body);
    session.say("the password of " + user + " is set");
    return Exit.OK;
  }

  @Command(
      name = "remove",
      description = "Removes a user and all their tokens (admins).",
      footer = {"", "Example:", "  sutler user remove mira"})
  int remove(
      @Mixin Common common,
      @Mixin Asking asking,
      @Parameters(paramLabel = "NAME", description = "of the user") String name) {
    var session = common.session();
    asking.sure(session.terminal(), "This removes the user " + name + " and all their tokens");
    session.client().delete("/users/" + Client.segment(name));
    session.say("removed user " + name);
    return Exit.OK;
  }
}
