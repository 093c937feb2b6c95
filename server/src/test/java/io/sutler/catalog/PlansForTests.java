package io.sutler.catalog;

import io.sutler.domain.Plan;
import io.sutler.domain.Refusal;
import io.sutler.domain.Trust;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Plans for tests, and what is said about bad ones. */
final class PlansForTests {
  static final Map<String, DriverFacts> DRIVERS =
      Map.of(
          "script",
          new DriverFacts(
              Map.of(
                  "type",
                  "object",
                  "required",
                  List.of("script"),
                  "additionalProperties",
                  false,
                  "properties",
                  Map.of(
                      "script", Map.of("type", "string", "format", "bundle-file"),
                      "observe", Map.of("type", "boolean"),
                      "settings", Map.of("type", "object"))),
              true),
          "servers",
          new DriverFacts(
              Map.of(
                  "type", "object",
                  "required", List.of("count"),
                  "properties",
                      Map.of("count", Map.of("type", "integer", "minimum", 0), "tags", Map.of())),
              false),
          "process",
          new DriverFacts(
              Map.of(
                  "type", "object",
                  "required", List.of("command"),
                  "properties",
                      Map.of(
                          "command",
                              Map.of(
                                  "type", "array",
                                  "items", Map.of("type", "string"),
                                  "prefixItems", List.of(Map.of("format", "bundle-file"))),
                          "ports",
                              Map.of(
                                  "type",
                                  "object",
                                  "additionalProperties",
                                  Map.of(
                                      "oneOf",
                                      List.of(
                                          Map.of("type", "integer"), Map.of("type", "object"))))),
                  "propertyNames",
                      Map.of("enum", List.of("command", "ports", "settings", "prepare"))),
              true));

  private PlansForTests() {}

  static Bundle bundle(String yaml, String... paths) {
    Map<String, byte[]> files = new HashMap<>();
    files.put("plan.yaml", yaml.getBytes(StandardCharsets.UTF_8));
    for (var path : paths) {
      files.put(path, ("#!/bin/bash\n# " + path + "\n").getBytes(StandardCharsets.UTF_8));
    }
    return new Bundle(files);
  }

  static Context context(Function<String, Optional<Plan>> used) {
    return new Context(Optional.empty(), Trust.OPERATOR, DRIVERS, Optional.of(used));
  }

  static Plan parse(String yaml, String... paths) {
    return parse(yaml, List.of(), paths);
  }

  /** With other plans to use, by the ref they are used by. */
  static Plan parse(String yaml, List<Plan> used, String... paths) {
    return new PlanParser()
        .parse(
            bundle(yaml, paths),
            context(ref ->
                used.stream()
                    .filter(p -> ref.equals(p.ref()) || ref.equals(p.name()))
                    .findFirst()));
  }

  /** A plan with the smallest head, and these lines. */
  static String headed(String lines) {
    return "kind: Plan\nname: test\nversion: 1.0.0\n" + lines;
  }

  /** {@code plan.yaml:LINE message} for each fault; empty when there are none. */
  static List<String> faults(String yaml, String... paths) {
    List<String> all = new ArrayList<>();
    try {
      parse(yaml, paths);
    } catch (Refusal e) {
      e.faults().forEach(f -> all.add(f.pointer() + " " + f.message()));
    }
    return all;
  }
}
