package io.sutler.catalog;

import io.sutler.domain.Member;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What expressions see of a component that a driver makes: its outputs and its members. */
final class SeenSpace {
  private SeenSpace() {}

  static Space of(Instances.One one, Optional<Inputs.Seen> seen) {
    Map<String, Object> present = new LinkedHashMap<>();
    Map<String, Missing> missing = new LinkedHashMap<>();
    one.spec()
        .outputs()
        .forEach((name, output) -> {
          var value = seen.flatMap(s -> Optional.ofNullable(s.outputs().get(name)));
          if (value.isPresent()) {
            present.put(name, value.get().value());
          } else if (output.required() || seen.isEmpty()) {
            missing.put(
                name, new Missing.Later("waits for output '" + name + "' of " + one.name()));
          }
        });
    seen.ifPresentOrElse(
        s -> present.put("members", members(s.members())),
        () -> missing.put("members", new Missing.Later("waits for " + one.name())));
    return Frame.named(present, missing);
  }

  /**
   * Only what stays the same while a member lives: were its process id or state in it, whoever
   * speaks of members would change with every restart.
   */
  private static List<Map<String, Object>> members(List<Member> members) {
    return members.stream()
        .map(member -> {
          Map<String, Object> facts = new LinkedHashMap<>(member.facts());
          facts.remove("pid");
          return Map.of("name", member.name(), "role", member.role(), "facts", (Object) facts);
        })
        .toList();
  }
}
