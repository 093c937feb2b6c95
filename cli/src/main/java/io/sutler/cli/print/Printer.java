package io.sutler.cli.print;

import com.fasterxml.jackson.databind.JsonNode;
import io.sutler.cli.terminal.Terminal;
import java.util.List;
import java.util.function.Supplier;

/** Writes a command's result to standard output in the format that was asked for. */
public final class Printer {
  private final Terminal terminal;
  private final Format format;

  public Printer(Terminal terminal, Format format) {
    this.terminal = terminal;
    this.format = format;
  }

  /** Whether people read it. */
  public boolean forPeople() {
    return format instanceof Format.Table;
  }

  /**
   * @param data what the server said
   * @param names where the names are, for {@code -o name}
   * @param human lines for people, made only when they are wanted
   */
  public void print(JsonNode data, Path names, Supplier<List<String>> human) {
    switch (format) {
      case Format.Table() -> human.get().forEach(terminal.out()::println);
      case Format.Json() -> terminal.out().println(Data.pretty(data));
      case Format.Yaml() -> terminal.out().print(Yaml.write(data));
      case Format.Name() -> names.in(data).forEach(name -> terminal.out().println(name.asText()));
      case Format.JsonPath(Path path) ->
          path.in(data)
              .forEach(found ->
                  terminal.out().println(found.isValueNode() ? found.asText() : found.toString()));
    }
    terminal.out().flush();
  }
}
