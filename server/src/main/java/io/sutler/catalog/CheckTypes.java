package io.sutler.catalog;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.cel.bundle.CelBuilder;
import dev.cel.common.CelIssue;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Has CEL check an expression against the types of what it speaks of. Loads CEL. */
final class CheckTypes {
  static final String NO_CONDITION =
      "'when' must give true or false: compare something, as in ${params.x == 'y'}";
  static final String NO_LOOP =
      "'for_each' must give a list or a map: use a parameter of that type";
  static final String NO_TEXT =
      "a list or map cannot stand inside a text: make it the whole value, or use .join(',')";

  private static final Pattern UNKNOWN =
      Pattern.compile("undeclared reference to '([^']*)'.*", Pattern.DOTALL);
  private static final Pattern MISFIT =
      Pattern.compile(
          "found no matching overload for '([^']*)' applied to '([^']*)'.*", Pattern.DOTALL);
  private static final Pattern SLICE = Pattern.compile("\\[[^\\[\\]]*:[^\\[\\]]*]");

  private final Map<String, Roots.Root> roots;
  private final Faults faults;

  CheckTypes(Map<String, Roots.Root> roots, Faults faults) {
    this.roots = roots;
    this.faults = faults;
  }

  void check(Draft.Site site) {
    List<CelType> structs = new ArrayList<>();
    CelBuilder builder = CelPrograms.language();
    roots.forEach((name, root) -> builder.addVar(name, type(name, root, structs)));
    builder.setTypeProvider(provider(structs));
    try {
      var ast = builder.build().compile(site.expression().source()).getAst();
      kind(site, ast.getResultType().kind());
    } catch (CelValidationException e) {
      e.getErrors().stream()
          .limit(1)
          .forEach(issue -> faults.add(site.line(), sentence(site, issue)));
    }
  }

  private void kind(Draft.Site site, CelKind kind) {
    boolean many = kind == CelKind.LIST || kind == CelKind.MAP || kind == CelKind.STRUCT;
    boolean any = kind == CelKind.DYN || kind == CelKind.ANY;
    switch (site.kind()) {
      case CONDITION -> {
        if (kind != CelKind.BOOL && !any) {
          faults.add(site.line(), NO_CONDITION);
        }
      }
      case LOOP -> {
        if (!many && !any) {
          faults.add(site.line(), NO_LOOP);
        }
      }
      case PART_OF_TEXT, AMOUNT -> {
        if (many) {
          faults.add(site.line(), NO_TEXT);
        }
      }
      case INPUT, OUTPUT -> {}
    }
  }

  private String sentence(Draft.Site site, CelIssue issue) {
    String source = "${" + Fields.brief(site.expression().source()) + "}: ";
    var unknown = UNKNOWN.matcher(issue.getMessage());
    if (unknown.matches()) {
      return source
          + "there is no '"
          + unknown.group(1)
          + "' here"
          + DidYouMean.hintOrList(unknown.group(1), roots.keySet());
    }
    var misfit = MISFIT.matcher(issue.getMessage());
    if (misfit.matches()) {
      return "%sthe types do not fit, %s of %s: convert with string(...), int(...) or double(...)"
          .formatted(source, misfit.group(1).replace("_", " ").strip(), misfit.group(2));
    }
    if (SLICE.matcher(site.expression().source()).find()) {
      return source + "CEL has no [from:to]: write .slice(from, to)";
    }
    return source + issue.getMessage().lines().findFirst().orElse("this is no valid CEL");
  }

  @SuppressWarnings("Immutable") // the maps are never written after reading the plan
  private static CelType type(String name, Roots.Root root, List<CelType> structs) {
    if (root.open()) {
      return SimpleType.DYN;
    }
    var struct =
        StructType.create(
            "sutler." + name,
            ImmutableSet.copyOf(root.fields().keySet()),
            field -> Optional.ofNullable(root.fields().get(field)).map(f -> type(f.schema())));
    structs.add(struct);
    return root.keyed() ? MapType.create(SimpleType.STRING, struct) : struct;
  }

  private static CelType type(Map<?, ?> schema) {
    return switch (String.valueOf(schema.get("type"))) {
      case "string" -> SimpleType.STRING;
      case "integer" -> SimpleType.INT;
      case "number" -> SimpleType.DOUBLE;
      case "boolean" -> SimpleType.BOOL;
      case "array" ->
          ListType.create(
              schema.get("items") instanceof Map<?, ?> items ? type(items) : SimpleType.DYN);
      case "object" -> MapType.create(SimpleType.STRING, SimpleType.DYN);
      default -> SimpleType.DYN;
    };
  }

  @SuppressWarnings("Immutable")
  private static CelTypeProvider provider(List<CelType> structs) {
    return new CelTypeProvider() {
      @Override
      public ImmutableList<CelType> types() {
        return ImmutableList.copyOf(structs);
      }

      @Override
      public Optional<CelType> findType(String name) {
        return structs.stream().filter(type -> type.name().equals(name)).findFirst();
      }
    };
  }
}
