package io.sutler.cli.context;

import com.fasterxml.jackson.databind.JsonNode;
import io.sutler.cli.print.Data;
import io.sutler.cli.terminal.Mishap;
import io.sutler.cli.terminal.Terminal;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The contexts in {@code ~/.config/sutler/config.json}. Reads the file at each call; two writers at
 * once leave one of the two whole.
 */
public final class Contexts {
  /** The name of the context that {@code up} and {@code demo} make. */
  public static final String LOCAL = "local";

  private final Path directory;

  public Contexts(Terminal terminal) {
    directory =
        terminal
            .variable("XDG_CONFIG_HOME")
            .map(terminal::path)
            .orElseGet(() -> terminal.home().resolve(".config"))
            .resolve("sutler");
  }

  /** Where the file is. */
  public Path file() {
    return directory.resolve("config.json");
  }

  /** All of them, in the order they were made. */
  public List<Context> all() {
    var contexts = new ArrayList<Context>();
    read().path("contexts").properties().forEach(c -> contexts.add(one(c.getKey(), c.getValue())));
    return contexts;
  }

  /** The one in use. */
  public Optional<Context> current() {
    var name = read().path("current").asText("");
    return all().stream().filter(c -> c.name().equals(name)).findFirst();
  }

  /**
   * @throws Mishap when there is none of that name
   */
  public Context named(String name) {
    return all().stream()
        .filter(c -> c.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            Mishap.usage(
                "there is no context '" + name + "'", "see them with: sutler context list"));
  }

  /** Adds or replaces it, and uses it. */
  public void save(Context context) {
    var contexts = new ArrayList<>(all());
    contexts.removeIf(c -> c.name().equals(context.name()));
    contexts.add(context);
    write(contexts, Optional.of(context.name()));
  }

  /** Uses another one from now on. */
  public void use(String name) {
    named(name);
    write(all(), Optional.of(name));
  }

  /** Forgets it, its token file too when that is ours. */
  public void remove(String name) {
    var gone = named(name);
    var current = current().map(Context::name).filter(c -> !c.equals(name));
    write(all().stream().filter(c -> !c.name().equals(name)).toList(), current);
    gone.tokenFile().map(Path::of).filter(f -> f.startsWith(directory)).ifPresent(Contexts::delete);
  }

  /** Keeps a token for a context; the path of its file. */
  public Path keepToken(String context, String token) {
    var file = directory.resolve(context.replaceAll("[^A-Za-z0-9._-]", "_") + ".token");
    PrivateFile.write(file, token + "\n");
    return file;
  }

  private JsonNode read() {
    try {
      return Data.tree(Files.readString(file()));
    } catch (java.nio.file.NoSuchFileException e) {
      return Data.object();
    } catch (IOException e) {
      throw Mishap.usage(file() + " cannot be read: " + e.getMessage());
    } catch (Mishap e) {
      throw Mishap.usage(file() + " is not JSON", "mend it or remove it; then: sutler up");
    }
  }

  private static Context one(String name, JsonNode node) {
    return new Context(
        name,
        URI.create(node.path("server").asText("")),
        text(node, "tokenFile"),
        text(node, "project").orElse("demo"),
        text(node, "data"));
  }

  private static Optional<String> text(JsonNode node, String field) {
    return Optional.ofNullable(node.get(field)).map(JsonNode::asText).filter(t -> !t.isEmpty());
  }

  private void write(List<Context> contexts, Optional<String> current) {
    var root = Data.object();
    current.ifPresent(name -> root.put("current", name));
    var map = root.putObject("contexts");
    for (var context : contexts) {
      var node = map.putObject(context.name());
      node.put("server", context.server().toString());
      node.put("project", context.project());
      context.tokenFile().ifPresent(f -> node.put("tokenFile", f));
      context.data().ifPresent(d -> node.put("data", d));
    }
    PrivateFile.write(file(), Data.pretty(root) + "\n");
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw Mishap.failed(
          file + " cannot be removed: " + e.getMessage(), "it holds a token: remove it");
    }
  }
}
