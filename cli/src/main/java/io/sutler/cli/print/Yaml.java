package io.sutler.cli.print;

import com.fasterxml.jackson.databind.JsonNode;
import io.sutler.cli.terminal.Mishap;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * YAML as JSON data: the scalars of YAML 1.2 only ({@code no} and {@code 2026-01-01} are text),
 * duplicate keys, alias bombs and deep nests refused. JSON is YAML too.
 */
public final class Yaml {
  private static final int MAX_BYTES = 4 * 1024 * 1024;

  private Yaml() {}

  /**
   * All documents of a file; empty ones are left out.
   *
   * @param name of the file, for the error
   * @throws Mishap with file and line
   */
  public static List<Map<?, ?>> documents(String name, String text) {
    var documents = new ArrayList<Map<?, ?>>();
    try {
      for (var document : parser().loadAll(text)) {
        switch (document) {
          case null -> {}
          case Map<?, ?> map -> documents.add(checked(name, map));
          default -> throw Mishap.usage(name + " is not a list of 'key: value' lines");
        }
      }
    } catch (MarkedYAMLException e) {
      var mark = e.getProblemMark();
      var at = mark == null ? "" : ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1);
      throw Mishap.usage(name + at + " is not YAML: " + Plain.line(e.getProblem()));
    } catch (YAMLException | StackOverflowError e) {
      throw Mishap.usage(name + " is not YAML: " + Plain.line(String.valueOf(e.getMessage())));
    }
    return documents;
  }

  /** One YAML document. */
  public static String write(JsonNode data) {
    var options = new DumperOptions();
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    options.setSplitLines(false);
    options.setIndicatorIndent(2);
    options.setIndentWithIndicator(true);
    options.setAllowUnicode(true);
    return new org.yaml.snakeyaml.Yaml(
            new SafeConstructor(new LoaderOptions()), new Representer(options), options)
        .dump(Data.plain(data));
  }

  private static org.yaml.snakeyaml.Yaml parser() {
    var limits = new LoaderOptions();
    limits.setAllowDuplicateKeys(false);
    limits.setMaxAliasesForCollections(20);
    limits.setNestingDepthLimit(60);
    limits.setCodePointLimit(MAX_BYTES);
    var options = new DumperOptions();
    return new org.yaml.snakeyaml.Yaml(
        new SafeConstructor(limits), new Representer(options), options, limits, new Core());
  }

  private static Map<?, ?> checked(String name, Map<?, ?> map) {
    for (var entry : map.entrySet()) {
      if (!(entry.getKey() instanceof String)) {
        throw Mishap.usage(
            name + ": the key " + entry.getKey() + " is not text", "put it in quotes");
      }
      check(name, entry.getValue());
    }
    return map;
  }

  private static void check(String name, Object value) {
    if (value instanceof Map<?, ?> map) {
      checked(name, map);
    } else if (value instanceof Collection<?> items) {
      items.forEach(item -> check(name, item));
    }
  }

  /** YAML 1.2's core schema, so that {@code no}, {@code 0o7} and dates mean what they say. */
  private static final class Core extends Resolver {
    @Override
    protected void addImplicitResolvers() {
      addImplicitResolver(Tag.BOOL, Pattern.compile("true|True|TRUE|false|False|FALSE"), "tTfF");
      addImplicitResolver(Tag.INT, Pattern.compile("[-+]?(0|[1-9][0-9]*)"), "-+0123456789");
      addImplicitResolver(
          Tag.FLOAT,
          Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?"),
          "-+.0123456789");
      addImplicitResolver(Tag.NULL, Pattern.compile("~|null|Null|NULL|"), "~nN\0");
      addImplicitResolver(Tag.NULL, Pattern.compile("$^"), null);
      addImplicitResolver(Tag.MERGE, Pattern.compile("<<"), "<");
    }
  }
}
