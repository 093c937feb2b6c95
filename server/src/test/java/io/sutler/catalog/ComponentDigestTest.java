package io.sutler.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.domain.Plan;
import io.sutler.domain.Resolution;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ComponentDigestTest {
  private static final String YAML =
      PlansForTests.headed(
          """
          parameters: { n: { type: integer, default: 1 }, m: { type: integer, default: 1 }, any: { default: {} } }
          components:
            program: { driver: process, with: { command: [bin/run], settings: { n: "${params.n}" } }, ready: { command: [bin/ready] } }
            machine: { driver: servers, with: { count: "${params.m}", tags: "${params.any}" } }
          operations:
            backup: { component: program, command: [bin/backup] }
          """);

  private static Plan plan(String yaml, Map<String, String> contents) {
    Map<String, byte[]> files = new HashMap<>();
    for (var path : List.of("bin/run", "bin/ready", "bin/backup", "lib/x", "README.md")) {
      files.put(path, contents.getOrDefault(path, path).getBytes(StandardCharsets.UTF_8));
    }
    files.put("plan.yaml", yaml.getBytes(StandardCharsets.UTF_8));
    return new PlanParser()
        .parse(new Bundle(files), PlansForTests.context(ref -> Optional.empty()));
  }

  private static String digest(Plan plan, String component, Map<String, Object> params) {
    return InputsForTests.params(params).resolved(plan, component).digest();
  }

  private static final Map<String, Object> PARAMS = Map.of("n", 1L, "m", 1L, "any", Map.of());

  private static final Plan PLAN = plan(YAML, Map.of());

  @Test
  void an_unrelated_part_of_the_plan_changes_it_not() {
    var other =
        plan(
            YAML.replace("version: 1.0.0", "version: 1.0.1\ntitle: Other\ndescription: New")
                .replace("[bin/backup]", "[bin/backup, --fast]")
                .replace("count: \"${params.m}\"", "count: \"${params.m + 1}\""),
            Map.of("README.md", "new", "bin/backup", "new"));
    assertThat(other.digest()).isNotEqualTo(PLAN.digest());
    assertThat(digest(other, "program", PARAMS)).isEqualTo(digest(PLAN, "program", PARAMS));
    assertThat(digest(other, "machine", PARAMS)).isNotEqualTo(digest(PLAN, "machine", PARAMS));
  }

  @Test
  void a_file_changes_those_that_use_files() {
    var other = plan(YAML, Map.of("lib/x", "new"));
    assertThat(digest(other, "program", PARAMS)).isNotEqualTo(digest(PLAN, "program", PARAMS));
    assertThat(digest(other, "machine", PARAMS)).isEqualTo(digest(PLAN, "machine", PARAMS));
  }

  @Test
  void a_parameter_changes_those_that_speak_of_it() {
    Map<String, Object> other = Map.of("n", 2L, "m", 1L, "any", Map.of());
    assertThat(digest(PLAN, "program", other)).isNotEqualTo(digest(PLAN, "program", PARAMS));
    assertThat(digest(PLAN, "machine", other)).isEqualTo(digest(PLAN, "machine", PARAMS));
  }

  @Test
  void what_tells_whether_it_is_ready_is_part_of_it() {
    var other = plan(YAML.replace("ready: { ", "ready: { within: 5s, "), Map.of());
    assertThat(digest(other, "program", PARAMS)).isNotEqualTo(digest(PLAN, "program", PARAMS));
  }

  @Property(tries = 200)
  void it_is_independent_of_the_order_of_maps(
      @ForAll @Size(max = 20) Map<String, Integer> data, @ForAll long seed) {
    Map<String, Object> one = new LinkedHashMap<>();
    data.forEach((key, value) -> one.put("k" + key.hashCode(), (long) value));
    var keys = new ArrayList<>(one.keySet());
    Collections.shuffle(keys, new Random(seed));
    Map<String, Object> other = new LinkedHashMap<>();
    keys.forEach(key -> other.put(key, one.getOrDefault(key, "")));
    assertThat(digest(PLAN, "machine", Map.of("n", 1L, "m", 1L, "any", other)))
        .isEqualTo(digest(PLAN, "machine", Map.of("m", 1L, "any", one, "n", 1L)));
  }

  @Property(tries = 300)
  void resolving_is_total_and_gives_the_same_twice(@ForAll String text, @ForAll long number) {
    for (Object value : List.of(text, number, List.of(text, number), Map.of("k", text))) {
      var inputs = InputsForTests.params(Map.of("n", value, "m", number, "any", value));
      List<Resolution> first = inputs.resolve(PLAN);
      assertThat(inputs.resolve(PLAN)).isEqualTo(first).hasSize(2);
    }
  }
}
