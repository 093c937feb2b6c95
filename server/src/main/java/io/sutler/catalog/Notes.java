package io.sutler.catalog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What reading one plan finds out beside the plan itself. */
record Notes(Faults faults, Map<String, Integer> lines, List<Draft.Site> sites) {
  Notes() {
    this(new Faults(), new HashMap<>(), new ArrayList<>());
  }

  /** Notes the expressions of a text. */
  void text(int line, String component, Draft.Kind kind, String text) {
    if (!Template.isIn(text)) {
      return;
    }
    try {
      var template = Template.parse(text);
      boolean part = template.whole().isEmpty() && kind != Draft.Kind.AMOUNT;
      var as = part ? Draft.Kind.PART_OF_TEXT : kind;
      for (var expression : template.expressions()) {
        sites.add(new Draft.Site(line, component, as, expression));
      }
    } catch (MalformedTemplate e) {
      faults.add(line, e.sentence());
    }
  }

  /** Notes an expression where nothing else may stand. */
  void bare(int line, String component, Draft.Kind kind, String text) {
    try {
      sites.add(new Draft.Site(line, component, kind, Template.bare(text)));
    } catch (MalformedTemplate e) {
      faults.add(line, e.sentence());
    }
  }

  /** Notes the expressions of all texts in {@code node}. */
  void data(String component, Node node) {
    switch (node) {
      case Node.Mapping mapping ->
          mapping
              .entries()
              .forEach((key, entry) -> {
                if (Template.isIn(key)) {
                  faults.add(entry.line(), "a field's name cannot hold ${...}: make it a value");
                }
                data(component, entry.value());
              });
      case Node.Items items -> items.nodes().forEach(item -> data(component, item));
      case Node.Scalar scalar -> {
        if (scalar.data() instanceof String text) {
          text(scalar.line(), component, Draft.Kind.INPUT, text);
        }
      }
    }
  }

  /** Names that a component's expressions speak of. */
  Set<String> rootsOf(String component) {
    Set<String> roots = new LinkedHashSet<>();
    for (var site : sites) {
      if (site.component().equals(component)) {
        site.expression().refs().forEach(ref -> roots.add(ref.root()));
      }
    }
    return roots;
  }
}
