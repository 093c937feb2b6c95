package io.sutler.cli.verb;

import io.sutler.cli.context.Context;
import io.sutler.cli.context.Contexts;
import io.sutler.cli.http.Client;
import io.sutler.cli.print.Data;
import io.sutler.cli.print.Plain;
import io.sutler.cli.print.Table;
import io.sutler.cli.terminal.Exit;
import io.sutler.cli.terminal.Mishap;
import io.sutler.wire.Member;
import io.sutler.wire.Project;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "project",
    description = "Projects and who may do what in them.",
    footer = {
      "",
      "Examples:",
      "  sutler project list",
      "  sutler project add research",
      "  sutler project use research",
      "  sutler project grant research mira owner"
    })
public final class Projects {
  @Mixin Help help = new Help();

  @Command(
      name = "list",
      aliases = "ls",
      description = "Lists the projects that you can see.",
      footer = {"", "Example:", "  sutler project list"})
  int list(@Mixin Common common) {
    var session = common.session();
    var page = session.client().list("/projects");
    var now = session.terminal().clock().instant();
    session.print(
        page,
        "items[*].name",
        () ->
            Lines.table(
                page,
                Project.class,
                "no projects",
                new Table("NAME", "TITLE", "YOUR ROLE", "AGE"),
                (table, p) ->
                    table.row(
                        (p.name().equals(session.project()) ? "* " : "  ") + p.name(),
                        p.displayName(),
                        p.role().orElse("-"),
                        Plain.age(p.createdAt(), now))));
    return Exit.OK;
  }

  @Command(
      name = "defaults",
      description = {
        "What the project's machines are made of where their plan says 'default'.",
        "Shows them; what is named is set, and - takes one away."
      },
      footer = {
        "",
        "Examples:",
        "  sutler project defaults",
        "  sutler project defaults --image ubuntu-22.04 --master large --worker small",
        "  sutler project defaults --worker -"
      })
  int defaults(@Mixin Common common, @Mixin ProjectDefaults defaults) {
    return defaults.run(common.session());
  }

  @Command(
      name = "add",
      description = "Makes a project (admins).",
      footer = {"", "Example:", "  sutler project add research --title 'Research group'"})
  int add(
      @Mixin Common common,
      @Parameters(paramLabel = "NAME", description = "of the project") String name,
      @Option(names = "--title", paramLabel = "TEXT", description = "a name for people")
          Optional<String> title) {
    var session = common.session();
    var body = Data.object().put("name", name);
    title.ifPresent(t -> body.put("displayName", t));
    var answer = session.client().post("/projects", body);
    session.print(
        answer,
        "name",
        () ->
            List.of(
                "project "
                    + name
                    + " is made   (limit it: sutler quota set -p "
                    + name
                    + " --deployments 20)"));
    return Exit.OK;
  }

  @Command(
      name = "remove",
      description = "Removes an empty project (admins).",
      footer = {"", "Example:", "  sutler project remove research"})
  int remove(
      @Mixin Common common,
      @Mixin Asking asking,
      @Parameters(paramLabel = "NAME", description = "of the project") String name) {
    var session = common.session();
    asking.sure(session.terminal(), "This removes the project " + name);
    session.client().delete("/projects/" + Client.segment(name));
    session.say("removed project " + name);
    return Exit.OK;
  }

  @Command(
      name = "use",
      description = "Makes it the project that commands mean.",
      footer = {"", "Example:", "  sutler project use research"})
  int use(
      @Mixin Common common,
      @Parameters(paramLabel = "NAME", description = "of the project") String name) {
    var session = common.session();
    session.client().get("/projects/" + Client.segment(name));
    var contexts = new Contexts(session.terminal());
    var now =
        contexts
            .current()
            .orElseThrow(() ->
                Mishap.usage(
                    "there is no context to keep it in", "sutler up, or sutler login URL"));
    contexts.save(new Context(now.name(), now.server(), now.tokenFile(), name, now.data()));
    session.say("commands mean project " + name + " from now on");
    return Exit.OK;
  }

  @Command(
      name = "members",
      description = "Lists who may do what in a project.",
      footer = {"", "Example:", "  sutler project members research"})
  int members(
      @Mixin Common common,
      @Parameters(arity = "0..1", paramLabel = "NAME", description = "of the project")
          Optional<String> name) {
    var session = common.session();
    var project = name.orElseGet(session::project);
    var page = session.client().list("/projects/" + Client.segment(project) + "/members");
    session.print(
        page,
        "items[*].user",
        () ->
            Lines.table(
                page,
                Member.class,
                "no members but the admins",
                new Table("USER", "ROLE"),
                (table, m) -> table.row(m.user(), m.role())));
    return Exit.OK;
  }

  @Command(
      name = "grant",
      description = "Gives a user a role: owner, editor or viewer.",
      footer = {"", "Example:", "  sutler project grant research mira editor"})
  int grant(
      @Mixin Common common,
      @Parameters(index = "0", paramLabel = "PROJECT", description = "its name") String project,
      @Parameters(index = "1", paramLabel = "USER", description = "their name") String user,
      @Parameters(index = "2", paramLabel = "ROLE", description = "owner, editor or viewer")
          String role) {
    var session = common.session();
    var path = "/projects/" + Client.segment(project) + "/members/" + Client.segment(user);
    var answer = session.client().put(path, Data.object().put("role", role));
    session.print(answer, "user", () -> List.of(user + " is " + role + " of " + project));
    return Exit.OK;
  }

  @Command(
      name = "revoke",
      description = "Takes a user's role away.",
      footer = {"", "Example:", "  sutler project revoke research mira"})
  int revoke(
      @Mixin Common common,
      @Parameters(index = "0", paramLabel = "PROJECT", description = "its name") String project,
      @Parameters(index = "1", paramLabel = "USER", description = "their name") String user) {
    var session = common.session();
    session
        .client()
        .delete("/projects/" + Client.segment(project) + "/members/" + Client.segment(user));
    session.say(user + " has no role in " + project);
    return Exit.OK;
  }
}
