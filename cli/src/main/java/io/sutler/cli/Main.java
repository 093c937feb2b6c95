package io.sutler.cli;

import io.sutler.cli.terminal.Exit;
import io.sutler.cli.terminal.Mishap;
import io.sutler.cli.terminal.Terminal;
import io.sutler.cli.terminal.Terminal.Style;
import io.sutler.cli.verb.Common;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The {@code sutler} command. */
public final class Main {
  private static final int NARROWEST = 60;
  private static final int WIDEST = 100;

  private Main() {}

  /** Runs one command and leaves with its exit code. */
  public static void main(String[] args) {
    var terminal = Terminal.system();
    var code =
        args.length > 0 && args[0].startsWith("training")
            ? train(terminal, args)
            : run(terminal, args);
    terminal.out().flush();
    System.exit(code);
  }

  // What the launcher asks for behind a build: not verbs, since no person needs them.
  private static int train(Terminal terminal, String... args) {
    try {
      if (args.length == 2 && args[0].equals("training-jar")) {
        Modernize.jar(Path.of(args[1]));
        return Exit.OK;
      }
      return Training.run(terminal);
    } catch (IOException e) {
      return Exit.FAILED;
    }
  }

  /** Runs one command; never throws. */
  public static int run(Terminal terminal, String... args) {
    var line = line(terminal, Verbs.asked(args));
    // asking for the terminal's width takes a while
    if (List.of(args).contains("--help") || List.of(args).contains("-h") || args.length == 0) {
      line.setUsageHelpWidth(Math.clamp(terminal.room(), NARROWEST, WIDEST));
    }
    return line.execute(args);
  }

  /** The commands of these names, or all when empty. */
  static CommandLine line(Terminal terminal, java.util.Optional<String> verb) {
    var factory = new Made(terminal);
    var line = new CommandLine(new Root(terminal), factory);
    Verbs.add(line, terminal, factory, verb);
    line.getHelpSectionMap()
        .put(
            CommandLine.Model.UsageMessageSpec.SECTION_KEY_COMMAND_LIST,
            help -> Verbs.listed(line));
    line.setOut(new PrintWriter(terminal.out(), true));
    line.setErr(new PrintWriter(terminal.err(), true));
    line.setColorScheme(
        CommandLine.Help.defaultColorScheme(
            terminal.color() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
    line.setUsageHelpWidth(WIDEST);
    line.setUsageHelpAutoWidth(false);
    line.setAbbreviatedOptionsAllowed(false);
    line.setOverwrittenOptionsAllowed(false);
    line.setParameterExceptionHandler((e, a) -> misused(terminal, e));
    line.setExecutionExceptionHandler((e, c, p) -> failed(terminal, e));
    return line;
  }

  private static int misused(Terminal terminal, ParameterException e) {
    if (e.getCause() instanceof Mishap mishap) {
      return complain(terminal, mishap);
    }
    var command = e.getCommandLine().getCommandSpec().qualifiedName();
    var text = String.valueOf(e.getMessage()).strip();
    var sentence = text.isEmpty() ? "that is not understood" : lower(text);
    return complain(terminal, Mishap.usage(sentence, "see: " + command + " --help"));
  }

  private static String lower(String text) {
    return Character.toLowerCase(text.charAt(0)) + text.substring(1);
  }

  private static int failed(Terminal terminal, Exception e) {
    if (e instanceof Mishap mishap) {
      return complain(terminal, mishap);
    }
    if (e instanceof InterruptedException) {
      return complain(terminal, Mishap.failed("interrupted"));
    }
    var why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return complain(
        terminal,
        new Mishap(
            Exit.FAILED,
            "the sutler command itself failed: " + why,
            e,
            "please report it, with what SUTLER_DEBUG=1 shows"));
  }

  private static int complain(Terminal terminal, Mishap mishap) {
    terminal.err().println(terminal.paint(Style.RED, "error:") + " " + mishap.sentence());
    mishap.next().forEach(line -> terminal.err().println("  " + line));
    if (terminal.variable("SUTLER_DEBUG").isPresent()) {
      mishap.printStackTrace(terminal.err());
    }
    terminal.err().flush();
    return mishap.exit();
  }

  /** Gives picocli the few objects that need the terminal. */
  record Made(Terminal terminal) implements CommandLine.IFactory {
    @Override
    public <K> K create(Class<K> type) throws Exception {
      if (type.equals(Common.class)) {
        return type.cast(new Common(terminal));
      }
      for (var constructor : type.getDeclaredConstructors()) {
        if (Arrays.equals(constructor.getParameterTypes(), new Class<?>[] {Terminal.class})) {
          return type.cast(constructor.newInstance(terminal));
        }
      }
      return CommandLine.defaultFactory().create(type);
    }
  }
}
