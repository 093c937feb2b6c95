package io.sutler.api.michman;

import io.sutler.access.Caller;
import java.util.List;
import java.util.Optional;

/**
 * Clusters that Michman itself has made. They are shown as its database had them; Sutler neither
 * watches nor changes their machines. Thread-safe.
 */
record Adopted(Records<Cluster> records) {
  List<Cluster> all(Caller caller, Projects.Found project) {
    return records.all(caller).stream()
        .filter(k -> k.document().project().equals(Optional.of(project.scope().id())))
        .map(Records.Kept::value)
        .toList();
  }

  Optional<Cluster> find(Caller caller, Projects.Found project, String nameOrId) {
    var all = all(caller, project);
    return all.stream()
        .filter(c -> c.name().equals(nameOrId))
        .findFirst()
        .or(() -> all.stream().filter(c -> c.id().equals(nameOrId)).findFirst());
  }

  /** What is asked of them besides being shown. */
  static Fault unmanaged(String name) {
    return new Fault(
        Fault.Class.UNMODIFIABLE,
        ("cluster %s was made by Michman before and is only shown here: change or remove its"
                + " machines where they are, and make it anew when Sutler is to keep it")
            .formatted(name));
  }
}
