package io.sutler.cli.verb;

import com.fasterxml.jackson.databind.JsonNode;
import io.sutler.cli.context.Context;
import io.sutler.cli.context.Contexts;
import io.sutler.cli.http.Client;
import io.sutler.cli.print.Format;
import io.sutler.cli.print.Path;
import io.sutler.cli.print.Printer;
import io.sutler.cli.terminal.Exit;
import io.sutler.cli.terminal.Mishap;
import io.sutler.cli.terminal.Terminal;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** One command's server, project and output. Not thread-safe. */
public final class Session {
  private static final Path NAME = Path.of("metadata.name");
  private final Terminal terminal;
  private final Common common;
  private final Printer printer;
  private final Optional<Context> context;
  private final Optional<String> asked;
  private Optional<Client> client = Optional.empty();

  Session(Terminal terminal, Common common) {
    this.terminal = terminal;
    this.common = common;
    this.asked = common.project;
    this.printer = new Printer(terminal, Format.of(common.output));
    var contexts = new Contexts(terminal);
    this.context = common.context.map(contexts::named).or(contexts::current);
  }

  public Terminal terminal() {
    return terminal;
  }

  public Printer printer() {
    return printer;
  }

  /** A line for people; nothing when a program reads. */
  public void say(String line) {
    if (printer.forPeople()) {
      terminal.out().println(line);
    }
  }

  /** Names are read at {@code metadata.name}. */
  public void print(JsonNode data, Supplier<List<String>> human) {
    printer.print(data, NAME, human);
  }

  public void print(JsonNode data, String names, Supplier<List<String>> human) {
    printer.print(data, Path.of(names), human);
  }

  /** The project meant. */
  public String project() {
    return asked
        .or(() -> terminal.variable("SUTLER_PROJECT"))
        .or(() -> context.map(Context::project))
        .orElse("demo");
  }

  /** {@code /projects/NAME} and more. */
  public String inProject(String more) {
    return "/projects/" + Client.segment(project()) + more;
  }

  /** {@code /projects/NAME/deployments/NAME} and more. */
  public String deployment(String name, String more) {
    return inProject("/deployments/" + Client.segment(name) + more);
  }

  /**
   * The server meant.
   *
   * @throws Mishap when there is none
   */
  public Client client() {
    var made = client.orElseGet(this::connect);
    client = Optional.of(made);
    return made;
  }

  private Client connect() {
    var typed = common.server.or(() -> terminal.variable("SUTLER_SERVER"));
    var server =
        typed
            .map(Session::address)
            .or(() -> context.map(Context::server))
            .orElseThrow(() ->
                new Mishap(
                    Exit.UNREACHABLE,
                    "no Sutler is running here: sutler up",
                    "or sign in to another one: sutler login URL"));
    var local = context.filter(c -> c.server().equals(server) && c.data().isPresent());
    return new Client(
        server,
        token(server),
        local.isPresent() ? "no Sutler is running here: sutler up" : "is the address right?");
  }

  // A context's token goes to that context's server and nowhere else.
  Optional<String> token(URI server) {
    return common
        .token
        .map(t -> t.startsWith("@") ? file(t.substring(1)) : t)
        .or(() -> terminal.variable("SUTLER_TOKEN"))
        .or(() ->
            context
                .filter(c -> c.server().equals(server))
                .flatMap(Context::tokenFile)
                .flatMap(this::kept))
        .map(String::strip);
  }

  private String file(String typed) {
    return kept(typed)
        .orElseThrow(() -> Mishap.usage("the token file " + typed + " cannot be read"));
  }

  private Optional<String> kept(String typed) {
    try {
      return Optional.of(Files.readString(terminal.path(typed)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * @throws Mishap when it is no http address
   */
  static URI address(String typed) {
    try {
      var text = typed.contains("://") ? typed : "http://" + typed;
      var uri = URI.create(text.replaceAll("/+$", "").replaceAll("/api/v1$", ""));
      var scheme = String.valueOf(uri.getScheme());
      if ((scheme.equals("http") || scheme.equals("https")) && uri.getHost() != null) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // the same sentence as for any other odd address
    }
    throw Mishap.usage(typed + " is no server address", "example: https://sutler.example.org");
  }
}
