package io.sutler.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * YAML 1.2 core schema, strictly: no duplicate or non-text keys, no anchors, aliases, merge keys or
 * tags, no null, no tabs, no control placeholders; depth and size bounded. {@code yes} and {@code
 * on} are texts.
 */
public final class StrictYaml {
  /** How much is read: characters of the whole text, nesting, and values in all. */
  public record Limits(int characters, int depth, int values) {
    public static final Limits DEFAULT = new Limits(1 << 20, 64, 100_000);
  }

  private StrictYaml() {}

  /**
   * The documents of a text, each a map of String, Long, Double, Boolean, List and Map; empty
   * documents are left out.
   *
   * @throws MalformedYaml with the line of the first fault
   */
  public static List<Map<String, Object>> documents(String text, Limits limits)
      throws MalformedYaml {
    List<Map<String, Object>> documents = new ArrayList<>();
    for (var mapping : mappings(text, limits)) {
      documents.add(mapping.data());
    }
    return documents;
  }

  static List<Node.Mapping> mappings(String text, Limits limits) throws MalformedYaml {
    if (text.length() > limits.characters()) {
      throw new MalformedYaml(
          1, "this is longer than " + limits.characters() + " characters: make it smaller");
    }
    try {
      return read(text, limits);
    } catch (ReaderException e) {
      throw new MalformedYaml(
          lineAt(text, e.getPosition()),
          "the character U+%04X is not allowed here: remove it".formatted(e.getCodePoint()));
    } catch (MarkedYAMLException e) {
      throw new MalformedYaml(
          e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1, sentence(e));
    } catch (YAMLException e) {
      throw new MalformedYaml(1, "this is no YAML: " + e.getMessage());
    }
  }

  private static List<Node.Mapping> read(String text, Limits limits) throws MalformedYaml {
    var options = new LoaderOptions();
    options.setCodePointLimit(limits.characters());
    var events = new ParserImpl(new StreamReader(text), options);
    List<Node.Mapping> documents = new ArrayList<>();
    var builder = new BuildNodes(events, limits);
    events.getEvent();
    while (!events.checkEvent(Event.ID.StreamEnd)) {
      events.getEvent();
      switch (builder.root()) {
        case BuildNodes.Root.Empty empty -> {}
        case BuildNodes.Root.Full(Node.Mapping mapping) -> documents.add(mapping);
        case BuildNodes.Root.Full(Node other) ->
            throw new MalformedYaml(
                other.line(), "a document is a map of fields, this is " + other.kind());
      }
      events.getEvent();
    }
    return documents;
  }

  private static String sentence(MarkedYAMLException e) {
    String problem = String.valueOf(e.getProblem());
    if (problem.contains("TAB")) {
      return "a tab stands where YAML wants spaces: indent with spaces";
    }
    String context = e.getContext() == null ? "" : e.getContext() + ", ";
    return "this is no YAML (" + context + problem + "): check indentation, quotes and brackets";
  }

  private static int lineAt(String text, int position) {
    return 1
        + (int)
            text.chars()
                .limit(Math.clamp(position, 0, text.length()))
                .filter(c -> c == '\n')
                .count();
  }
}
