package io.sutler.catalog;

import io.sutler.domain.ComponentSpec;
import io.sutler.domain.DataPolicy;
import io.sutler.domain.LeaveSpec;
import io.sutler.domain.Resources;
import io.sutler.domain.ResourcesSpec;
import io.sutler.domain.Units;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads one component of a plan. */
final class ReadComponent {
  private static final Duration DEADLINE = Duration.ofMinutes(10);
  private static final Duration MOST = Duration.ofHours(24);
  private static final Map<String, String> HINTS =
      Map.of(
          "health", "say it with ready: and live:",
          "depends_on", "did you mean 'needs'?",
          "if", "did you mean 'when'?",
          "count", "write for_each: \"${...}\"",
          "inputs", "did you mean 'with'?",
          "settings", "write it inside with:",
          "command", "write it inside with:",
          "script", "write it inside with:",
          "type", "did you mean 'driver'?");

  private final Notes notes;
  private final String name;
  private final Map<String, String> components;

  /**
   * @param components all of the plan's, by the name that expressions write
   */
  ReadComponent(Notes notes, String name, Map<String, String> components) {
    this.notes = notes;
    this.name = name;
    this.components = components;
  }

  ComponentSpec read(Node.Mapping map) {
    var fields = new Fields(map, "component '" + name + "'", notes.faults());
    var driver = fields.text("driver");
    var use = fields.text("use");
    if (driver.isPresent() == use.isPresent()) {
      notes
          .faults()
          .add(
              map.line(),
              "component '"
                  + name
                  + (driver.isPresent()
                      ? "' has driver and use: keep one of them"
                      : "' has no driver: add driver: script, or use: other-plan@1"));
    }
    var region = fields.text("region");
    region.ifPresent(text -> notes.text(fields.line("region"), name, Draft.Kind.INPUT, text));
    var when = bare(fields, "when", Draft.Kind.CONDITION);
    var forEach = bare(fields, "for_each", Draft.Kind.LOOP);
    var with = fields.mapping("with");
    with.ifPresent(node -> notes.data(name, node));
    var checks = new ReadCheck(notes, "components." + name);
    var spec =
        new ComponentSpec(
            name,
            driver.orElse(""),
            region,
            when,
            forEach,
            use,
            needs(fields),
            holdsData(fields),
            with.map(Node.Mapping::data).map(Collections::unmodifiableMap).orElse(Map.of()),
            checks.read(fields, "ready", Duration.ofSeconds(60), Duration.ofMillis(200)),
            checks.read(fields, "live", Duration.ofSeconds(30), Duration.ofSeconds(10)),
            new ReadOutputs(notes).read(fields),
            leaves(fields),
            resources(fields),
            fields.duration("deadline", DEADLINE, MOST));
    if (use.isPresent()) {
      refuseBesideUse(fields);
    }
    fields.done(HINTS);
    return spec;
  }

  private Optional<String> bare(Fields fields, String field, Draft.Kind kind) {
    var text =
        fields
            .node(field)
            .flatMap(node ->
                kind == Draft.Kind.CONDITION && node.data() instanceof Boolean flag
                    ? Optional.of(flag.toString())
                    : fields.asText(field, node));
    text.ifPresent(t -> notes.bare(fields.line(field), name, kind, t));
    return text.map(String::strip);
  }

  /** As written, then those whose outputs or members it speaks of. */
  private List<String> needs(Fields fields) {
    Set<String> needs = new LinkedHashSet<>(fields.texts("needs"));
    notes.lines().put("components." + name + ".needs", fields.line("needs"));
    for (var root : notes.rootsOf(name)) {
      Optional.ofNullable(components.get(root)).ifPresent(needs::add);
    }
    return List.copyOf(needs);
  }

  private DataPolicy holdsData(Fields fields) {
    var text = fields.text("holds_data").orElse("none");
    return switch (text) {
      case "none" -> DataPolicy.NONE;
      case "remove" -> DataPolicy.REMOVE;
      case "retain" -> DataPolicy.RETAIN;
      default -> {
        notes
            .faults()
            .add(
                fields.line("holds_data"),
                "'" + Fields.brief(text) + "' is no policy: write none, remove or retain");
        yield DataPolicy.RETAIN;
      }
    };
  }

  private Optional<LeaveSpec> leaves(Fields fields) {
    return fields
        .mapping("before_member_leaves")
        .flatMap(node -> {
          notes.lines().put("components." + name + ".before_member_leaves", node.line());
          var leave = new Fields(node, "before_member_leaves", notes.faults());
          var of = leave.required("of", "nodes").flatMap(n -> leave.asText("of", n));
          var operation =
              leave.required("operation", "drain").flatMap(n -> leave.asText("operation", n));
          leave.done();
          return of.flatMap(o -> operation.map(p -> new LeaveSpec(o, p)));
        });
  }

  private ResourcesSpec resources(Fields fields) {
    var mapping = fields.mapping("resources");
    if (mapping.isEmpty()) {
      return ResourcesSpec.NONE;
    }
    var resources = new Fields(mapping.get(), "resources", notes.faults());
    var templates = new HashMap<String, String>();
    long cpus = amount(resources, "cpus", Units::cpus, "write a number like 0.5 or 2", templates);
    long memory = amount(resources, "memory", Units::size, Units.SIZE_RULE, templates);
    long disk = amount(resources, "disk", Units::size, Units.SIZE_RULE, templates);
    resources.done();
    return new ResourcesSpec(new Resources(cpus, memory, disk), templates);
  }

  private long amount(
      Fields resources,
      String field,
      Function<String, Optional<Long>> read,
      String rule,
      Map<String, String> templates) {
    var node = resources.node(field);
    if (node.isEmpty()) {
      return 0;
    }
    var text = node.get().data().toString();
    if (Template.isIn(text)) {
      notes.text(node.get().line(), name, Draft.Kind.AMOUNT, text);
      templates.put(field, text);
      return 0;
    }
    return read.apply(text)
        .orElseGet(() -> {
          notes.faults().add(node.get().line(), "'" + field + "' is no amount: " + rule);
          return 0L;
        });
  }

  private void refuseBesideUse(Fields fields) {
    for (var field :
        List.of("ready", "live", "outputs", "holds_data", "resources", "before_member_leaves")) {
      if (fields.has(field)) {
        notes
            .faults()
            .add(
                fields.line(field),
                "'" + field + "' does not go with use: the used plan says it: remove it");
      }
    }
  }
}
