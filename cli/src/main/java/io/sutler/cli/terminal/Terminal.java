package io.sutler.cli.terminal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * What a command stands in. Thread-safe as far as its streams are.
 *
 * @param live whether {@code err} is a terminal that takes cursor movements: progress is drawn
 *     there
 * @param color whether output may be coloured
 * @param variables the environment
 * @param directory relative paths start here
 */
public record Terminal(
    InputStream in,
    PrintStream out,
    PrintStream err,
    boolean live,
    boolean color,
    Map<String, String> variables,
    Path directory,
    InstantSource clock) {

  /** The process's own. */
  public static Terminal system() {
    var variables = System.getenv();
    // The launcher has looked already; java.io.Console wants standard input to be a terminal too.
    var console = variables.containsKey("SUTLER_CALLED") ? null : System.console();
    var tty = variables.containsKey("SUTLER_TTY") || (console != null && console.isTerminal());
    var dumb = "dumb".equals(variables.getOrDefault("TERM", "dumb"));
    var quiet = !variables.getOrDefault("NO_COLOR", "").isEmpty();
    return new Terminal(
        System.in,
        stream(FileDescriptor.out),
        stream(FileDescriptor.err),
        tty && !dumb && variables.getOrDefault("CI", "").isEmpty(),
        tty && !dumb && !quiet,
        variables,
        Path.of("").toAbsolutePath(),
        InstantSource.system());
  }

  // UTF-8 whatever the locale: containers have none, their terminals speak it all the same.
  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }

  /** The same, with all that it says on standard error: standard output is a program's. */
  public Terminal aside() {
    return new Terminal(in, err, err, live, color, variables, directory, clock);
  }

  /** How the command was called: {@code ./sutler} or {@code sutler}. */
  public String name() {
    return variable("SUTLER_CALLED").orElse("sutler");
  }

  /** Columns of the terminal; 80 when that cannot be told. {@code COLUMNS} goes before. */
  public int width() {
    var said = variable("COLUMNS").filter(c -> c.matches("[1-9][0-9]{0,3}"));
    if (said.isPresent()) {
      return Math.max(40, Integer.parseInt(said.get()));
    }
    try {
      var stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(Path.of("/dev/tty").toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      var size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return Math.max(40, Integer.parseInt(size.substring(size.indexOf(' ') + 1)));
    } catch (IOException | NumberFormatException e) {
      return 80;
    }
  }

  /** Columns that a person sees; without end where a program or a file gets it. */
  public int room() {
    return live ? width() : Integer.MAX_VALUE;
  }

  /** A variable of the environment; empty when unset or blank. */
  public Optional<String> variable(String name) {
    return Optional.ofNullable(variables.get(name)).filter(v -> !v.isBlank());
  }

  /** The user's home directory. */
  public Path home() {
    return Path.of(variable("HOME").orElseGet(() -> System.getProperty("user.home", "/")));
  }

  /** A path as the user typed it. */
  public Path path(String typed) {
    if (typed.equals("~") || typed.startsWith("~/")) {
      return home().resolve(typed.substring(Math.min(2, typed.length()))).normalize();
    }
    return directory.resolve(typed).normalize();
  }

  /** A path as people like to read it: {@code ~/.local/share/sutler}. */
  public String tilde(Path path) {
    var home = home();
    return path.startsWith(home) && home.getNameCount() > 0
        ? path.equals(home) ? "~" : "~/" + home.relativize(path)
        : path.toString();
  }

  /** Text in a style, where colours are wanted. */
  public String paint(Style style, String text) {
    return color && !text.isEmpty() ? "\u001b[" + style.code() + "m" + text + "\u001b[0m" : text;
  }

  /** How a text may stand out. */
  public enum Style {
    BOLD("1"),
    DIM("2"),
    RED("31"),
    GREEN("32"),
    YELLOW("33"),
    CYAN("36");

    private final String code;

    Style(String code) {
      this.code = code;
    }

    String code() {
      return code;
    }
  }
}
