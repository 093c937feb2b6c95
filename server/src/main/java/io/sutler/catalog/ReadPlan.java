package io.sutler.catalog;

import io.sutler.domain.ComponentSpec;
import io.sutler.domain.OperationSpec;
import io.sutler.domain.Plan;
import io.sutler.domain.ProjectId;
import io.sutler.domain.SecretSpec;
import io.sutler.domain.Trust;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;

/** Reads the top of a plan file. */
final class ReadPlan {
  /**
   * What a plan is besides its file.
   *
   * @param pins digest of a used plan, by the ref it wrote
   */
  record Origin(
      Bundle bundle,
      Optional<ProjectId> project,
      Trust trust,
      Function<String, Optional<String>> pins) {}

  private static final Map<String, String> HINTS =
      Map.of(
          "apiVersion", "leave it out",
          "metadata", "write name: and version: at the top",
          "spec", "write its fields at the top",
          "params", "did you mean 'parameters'?",
          "health", "say it in a component, with ready: and live:",
          "services", "did you mean 'components'?");

  private final Origin origin;
  private final Notes notes = new Notes();
  private final Map<String, Node.Mapping> with = new LinkedHashMap<>();

  ReadPlan(Origin origin) {
    this.origin = origin;
  }

  Faults faults() {
    return notes.faults();
  }

  Draft read(Node.Mapping map) {
    var fields = new Fields(map, "a plan", faults());
    kind(fields);
    String name = name(fields);
    String version = version(fields);
    var parameters = new ReadParameters(notes, "parameters").read(fields);
    var components = components(fields);
    var operations = operations(fields);
    var plan =
        new Plan(
            name,
            version,
            origin.bundle().digest(),
            origin.project(),
            origin.trust(),
            fields.text("title").orElse(name),
            fields.text("description").orElse(""),
            fields.text("category").orElse(""),
            parameters,
            secrets(fields),
            components,
            operations,
            outputs(fields),
            uses(components),
            new BundleFiles(origin.bundle(), operations).digests(components),
            perProject(fields));
    fields.done(HINTS);
    return new Draft(plan, notes.lines(), notes.sites(), with);
  }

  private void kind(Fields fields) {
    fields
        .required("kind", "Plan")
        .filter(node -> !node.data().equals("Plan"))
        .ifPresent(node -> faults().add(node.line(), "this is no plan: write kind: Plan"));
  }

  private String name(Fields fields) {
    return fields
        .required("name", "my-service")
        .flatMap(node -> fields.asText("name", node))
        .filter(text -> fields.slug(text, fields.line("name"), "the plan's name"))
        .orElse("invalid");
  }

  private String version(Fields fields) {
    return fields
        .required("version", "0.1.0")
        .map(node -> node.data().toString())
        .filter(text -> {
          boolean valid = Versions.isValid(text);
          if (!valid) {
            faults()
                .add(
                    fields.line("version"),
                    "'" + Fields.brief(text) + "' is no version: write three numbers, like 1.2.0");
          }
          return valid;
        })
        .orElse("0.0.0");
  }

  private List<ComponentSpec> components(Fields fields) {
    List<ComponentSpec> components = new ArrayList<>();
    fields.required("components", "{ main: { driver: script, with: { script: bin/deploy.sh } } }");
    var named = fields.named("components", 100, Names.COMPONENT);
    if (named.isEmpty()
        && fields.node("components").filter(Node.Mapping.class::isInstance).isPresent()) {
      faults().add(fields.line("components"), "a plan needs at least one component: add one");
    }
    Map<String, String> byRoot = new LinkedHashMap<>();
    named.keySet().forEach(n -> byRoot.put(Names.inExpressions(n), n));
    named.forEach((name, entry) -> {
      notes.lines().put("components." + name, entry.line());
      fields
          .asMapping("component '" + name + "'", entry.value())
          .ifPresent(node -> {
            if (node.entries().get("with") instanceof Node.Entry e
                && e.value() instanceof Node.Mapping inputs) {
              with.put(name, inputs);
            }
            components.add(new ReadComponent(notes, name, byRoot).read(node));
          });
    });
    return components;
  }

  private SequencedMap<String, OperationSpec> operations(Fields fields) {
    SequencedMap<String, OperationSpec> operations = new LinkedHashMap<>();
    fields
        .named("operations", 100, Names.OPERATION)
        .forEach((name, entry) -> {
          notes.lines().put("operations." + name, entry.line());
          fields
              .asMapping("operation '" + name + "'", entry.value())
              .flatMap(node -> new ReadOperation(notes, name).read(node))
              .ifPresent(operation -> operations.put(name, operation));
        });
    return operations;
  }

  private Map<String, SecretSpec> secrets(Fields fields) {
    Map<String, SecretSpec> secrets = new LinkedHashMap<>();
    fields
        .named("secrets", 50, Names.SECRET)
        .forEach((name, entry) ->
            fields
                .asMapping("secret '" + name + "'", entry.value())
                .ifPresent(node -> {
                  var secret = new Fields(node, "secret '" + name + "'", faults());
                  var length = secret.number("length", 8, 256).orElse(24);
                  secrets.put(name, new SecretSpec(secretKind(name, secret), length));
                  secret.done();
                }));
    return Collections.unmodifiableMap(secrets);
  }

  private SecretSpec.Kind secretKind(String name, Fields secret) {
    return switch (secret.text("type").orElse("text")) {
      case "text" -> SecretSpec.Kind.TEXT;
      case "ssh_key" -> SecretSpec.Kind.SSH_KEY;
      default -> {
        faults()
            .add(
                secret.line("type"),
                "secret '" + name + "' is of no type that there is: use text or ssh_key");
        yield SecretSpec.Kind.TEXT;
      }
    };
  }

  private Map<String, String> outputs(Fields fields) {
    Map<String, String> outputs = new LinkedHashMap<>();
    fields
        .named("outputs", 100, Names.OUTPUT)
        .forEach((name, entry) -> {
          notes.lines().put("outputs." + name, entry.line());
          fields
              .asText(name, entry.value())
              .ifPresent(text -> {
                notes.text(entry.value().line(), "", Draft.Kind.OUTPUT, text);
                outputs.put(name, text);
              });
        });
    return Collections.unmodifiableMap(outputs);
  }

  private Optional<Integer> perProject(Fields fields) {
    return fields
        .mapping("limits")
        .flatMap(node -> {
          var limits = new Fields(node, "limits", faults());
          var perProject = limits.number("per_project", 1, 1_000_000);
          limits.done();
          return perProject;
        });
  }

  private Map<String, String> uses(List<ComponentSpec> components) {
    Map<String, String> uses = new LinkedHashMap<>();
    for (var component : components) {
      component
          .use()
          .ifPresent(ref -> origin.pins().apply(ref).ifPresent(digest -> uses.put(ref, digest)));
    }
    return Collections.unmodifiableMap(uses);
  }
}
