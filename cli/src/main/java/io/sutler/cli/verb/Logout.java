package io.sutler.cli.verb;

import io.sutler.cli.context.Contexts;
import io.sutler.cli.terminal.Exit;
import io.sutler.cli.terminal.Mishap;
import io.sutler.cli.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "logout",
    description = "Revokes the token in use and forgets its context.",
    footer = {"", "Example:", "  sutler logout"})
public final class Logout implements Callable<Integer> {
  @Mixin Common common;

  public Logout(Terminal terminal) {
    this.common = new Common(terminal);
  }

  @Override
  public Integer call() {
    var session = common.session();
    var contexts = new Contexts(session.terminal());
    var context =
        contexts
            .current()
            .orElseThrow(() -> Mishap.usage("you are not signed in", "sutler login URL"));
    if (context.data().isPresent()) {
      throw Mishap.usage(
          context.name() + " is this machine's own control plane: its token stays",
          "stop it with: sutler down");
    }
    session.client().delete("/sessions/current");
    contexts.remove(context.name());
    session.say("signed out of " + context.server());
    return Exit.OK;
  }
}
