package io.sutler.catalog;

import io.sutler.domain.CheckSpec;
import io.sutler.domain.ComponentSpec;
import io.sutler.domain.OperationSpec;
import io.sutler.json.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decides which components change when files of the bundle do. A program may call any other file,
 * so a component that names one file depends on all, except: {@code plan.yaml} (what it says of the
 * component is in the component's digest already), README, LICENSE and {@code docs/}, and programs
 * that are named by operations alone. A component that names none depends on none.
 */
final class BundleFiles {
  private final Bundle bundle;
  private final Map<String, OperationSpec> operations;

  BundleFiles(Bundle bundle, Map<String, OperationSpec> operations) {
    this.bundle = bundle;
    this.operations = operations;
  }

  /** By name of each component that uses files. */
  Map<String, String> digests(List<ComponentSpec> components) {
    Set<String> texts = new HashSet<>();
    Set<String> users = new HashSet<>();
    for (var component : components) {
      Set<String> own = new HashSet<>();
      component.with().forEach((key, value) -> collect(key.equals("settings") ? "" : value, own));
      component.ready().map(CheckSpec::command).ifPresent(own::addAll);
      component.live().map(CheckSpec::command).ifPresent(own::addAll);
      if (own.stream().anyMatch(this::mayName)) {
        users.add(component.name());
      }
      texts.addAll(own);
    }
    Map<String, String> digests = new LinkedHashMap<>();
    var digest = digest(texts);
    components.stream()
        .map(ComponentSpec::name)
        .filter(users::contains)
        .forEach(name -> digests.put(name, digest));
    return digests;
  }

  private String digest(Set<String> namedByComponents) {
    Set<String> onlyOperations = new HashSet<>();
    operations.values().stream()
        .flatMap(operation -> operation.command().stream().limit(1))
        .filter(path -> !namedByComponents.contains(path))
        .forEach(onlyOperations::add);
    List<List<String>> files = new ArrayList<>();
    for (var file : bundle.files()) {
      if (!file.path().matches("plan\\.yaml|README.*|LICENSE.*|docs/.*")
          && !onlyOperations.contains(file.path())) {
        files.add(List.of(file.path(), file.sha256()));
      }
    }
    return Json.digest(files);
  }

  /** A text names a file or directory, or may when its template is filled in. */
  private boolean mayName(String text) {
    int hole = text.indexOf("${");
    if (text.isEmpty() || hole == 0) {
      return false;
    }
    String start = hole > 0 ? text.substring(0, hole) : text;
    return bundle.files().stream()
        .anyMatch(file ->
            hole > 0
                ? file.path().startsWith(start)
                : file.path().equals(start) || file.path().startsWith(start + "/"));
  }

  private static void collect(Object data, Set<String> texts) {
    switch (data) {
      case String text -> texts.add(text);
      case Map<?, ?> map -> map.values().forEach(value -> collect(value, texts));
      case Collection<?> list -> list.forEach(value -> collect(value, texts));
      default -> {}
    }
  }
}
