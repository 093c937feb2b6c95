package io.sutler.cli.print;

import com.fasterxml.jackson.databind.JsonNode;
import io.sutler.cli.terminal.Mishap;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The part of JSONPath that scripts use: {@code {.metadata.name}}, {@code .members[0].facts.pid},
 * {@code .items[*].name}, {@code .outputs['a.b']}, {@code [-1]}. Immutable.
 */
public final class Path {
  private static final Pattern STEP =
      Pattern.compile(
          "\\.?(?:(?<key>[A-Za-z0-9_-]+)"
              + "|(?<star>\\*|\\[\\*])"
              + "|\\[(?<index>-?\\d{1,9})]"
              + "|\\['(?<quoted>[^']*)']"
              + "|\\[\"(?<doubled>[^\"]*)\"])");

  private sealed interface Step {
    Stream<JsonNode> from(JsonNode node);
  }

  private record Key(String name) implements Step {
    @Override
    public Stream<JsonNode> from(JsonNode node) {
      return node.has(name) ? Stream.of(node.get(name)) : Stream.empty();
    }
  }

  private record Index(int at) implements Step {
    @Override
    public Stream<JsonNode> from(JsonNode node) {
      var i = at < 0 ? node.size() + at : at;
      return node.isArray() && node.has(i) ? Stream.of(node.get(i)) : Stream.empty();
    }
  }

  private record All() implements Step {
    @Override
    public Stream<JsonNode> from(JsonNode node) {
      return StreamSupport.stream(node.spliterator(), false);
    }
  }

  private final List<Step> steps;

  private Path(List<Step> steps) {
    this.steps = steps;
  }

  /**
   * @param text with or without braces and leading {@code $}
   * @throws Mishap when it is not understood
   */
  public static Path of(String text) {
    var inner = text.strip();
    if (inner.startsWith("{") && inner.endsWith("}")) {
      inner = inner.substring(1, inner.length() - 1).strip();
    }
    if (inner.startsWith("$")) {
      inner = inner.substring(1);
    }
    var steps = new ArrayList<Step>();
    var matcher = STEP.matcher(inner);
    var at = inner.equals(".") ? 1 : 0;
    while (at < inner.length()) {
      if (!matcher.region(at, inner.length()).lookingAt()) {
        throw Mishap.usage(
            "-o jsonpath=" + text + " is not understood from '" + inner.substring(at) + "' on",
            "examples: {.metadata.name}  {.observed.members[0].facts.pid}  {.items[*].name}");
      }
      at = matcher.end();
      steps.add(step(matcher));
    }
    return new Path(List.copyOf(steps));
  }

  private static Step step(java.util.regex.Matcher matcher) {
    if (matcher.group("star") != null) {
      return new All();
    }
    if (matcher.group("index") != null) {
      return new Index(Integer.parseInt(matcher.group("index")));
    }
    for (var name : List.of("key", "quoted", "doubled")) {
      if (matcher.group(name) != null) {
        return new Key(matcher.group(name));
      }
    }
    throw new IllegalStateException("a step matched nothing");
  }

  /** All that it points at, in order; empty when there is nothing. */
  public List<JsonNode> in(JsonNode node) {
    var found = Stream.of(node);
    for (var step : steps) {
      found = found.flatMap(step::from);
    }
    return found.toList();
  }
}
