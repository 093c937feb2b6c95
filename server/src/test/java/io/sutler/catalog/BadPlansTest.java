package io.sutler.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sutler.domain.Refusal;
import io.sutler.domain.Trust;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BadPlansTest {
  private static final String COMPONENTS =
      """
      components:
        main: { driver: servers, with: { count: 1 } }
      """;

  /** The head has three lines: what is given here starts at line 4. */
  private static List<String> faults(String lines, String... files) {
    return PlansForTests.faults(PlansForTests.headed(lines), files);
  }

  @Test
  void all_faults_are_said_at_once_each_with_its_line_and_what_to_do() {
    assertThat(
            PlansForTests.faults(
                """
                kind: Plam
                name: Bad_Name
                version: one
                colour: red
                titel: x
                components:
                  main: { driver: scrpt, with: {} }
                """))
        .containsExactly(
            "plan.yaml:1 this is no plan: write kind: Plan",
            "plan.yaml:2 the plan's name 'Bad_Name' is no valid name: use 1 to 63 of a-z, 0-9 and -, starting with a letter and not ending with -",
            "plan.yaml:3 'one' is no version: write three numbers, like 1.2.0",
            "plan.yaml:4 a plan has no field 'colour': there is category, components, description, kind, limits, name, operations, outputs, parameters, secrets, title, version",
            "plan.yaml:5 a plan has no field 'titel': did you mean 'title'?",
            "plan.yaml:7 there is no driver 'scrpt': did you mean 'script'?");
  }

  @Test
  void a_plan_needs_a_kind_a_name_a_version_and_components() {
    assertThat(PlansForTests.faults("title: x\n")).hasSize(4).allMatch(f -> f.contains("has no '"));
    assertThat(faults("components: {}\n")).singleElement().asString().contains("at least one");
    assertThat(faults("components: [a]\n")).singleElement().asString().contains("must be a map");
  }

  @Test
  void what_counts_a_component_is_a_whole_number_and_names_one() {
    assertThat(
            faults(
                """
                parameters:
                  a: { type: integer, x-scales: man }
                  b: { type: string, x-scales: main }
                  c: { type: integer, x-scales: main }
                  d: { type: integer, x-scales: main }
                  e: { type: integer, x-scales: 3 }
                """
                    + COMPONENTS))
        .containsExactly(
            "plan.yaml:5 there is no component 'man': did you mean 'main'?",
            "plan.yaml:6 'b' counts 'main': make it type: integer",
            "plan.yaml:8 'c' and 'd' both count 'main': let one of them say x-scales",
            "plan.yaml:9 there is no component '3': there is main");
  }

  @Test
  void resources_may_depend_on_parameters_and_on_nothing_that_comes_later() {
    assertThat(
            faults(
                """
                parameters: { n: { type: integer, default: 1 }, l: { type: array, default: [] } }
                secrets: { s: {} }
                components:
                  main: { driver: servers, with: { count: 1 }, outputs: { url: { type: endpoint } } }
                  two:
                    driver: servers
                    with: { count: 1 }
                    resources:
                      cpus: "${params.n * 2}"
                      memory: "${params.m}GiB"
                      disk: "${main.url}"
                  three: { driver: servers, with: { count: 1 }, resources: { cpus: "${secrets.s}" } }
                  four: { driver: servers, with: { count: 1 }, resources: { cpus: "${params.l}" } }
                  five: { driver: servers, with: { count: 1 }, resources: { disk: "${bindings.n}" } }
                """))
        .containsExactly(
            "plan.yaml:13 there is no params.m: did you mean 'l'?",
            "plan.yaml:14 resources are counted before anything is made: use only params, each and deployment, not main",
            "plan.yaml:15 resources are counted before anything is made: use only params, each and deployment, not secrets",
            "plan.yaml:16 a list or map cannot stand inside a text: make it the whole value, or use .join(',')",
            "plan.yaml:17 resources are counted before anything is made: use only params, each and deployment, not bindings");
  }

  @Test
  void an_unquoted_version_of_two_numbers_is_refused() {
    assertThat(PlansForTests.faults("kind: Plan\nname: x\nversion: 1.2\n" + COMPONENTS))
        .containsExactly("plan.yaml:3 '1.2' is no version: write three numbers, like 1.2.0");
  }

  @Test
  void names_that_hide_or_clash_are_refused() {
    for (var name :
        List.of("\"a/b\"", "..", "pаy", "A", "a_b", "\"a b\"", "\"a\\nb\"", "x".repeat(300))) {
      assertThat(faults("components:\n  " + name + ": { driver: servers, with: { count: 1 } }\n"))
          .as(name)
          .anyMatch(f -> f.contains("no valid name"));
    }
    assertThat(faults("parameters: { aB: {}, a_b: {}, Ab: {}, a-b: {} }\n" + COMPONENTS))
        .filteredOn(f -> f.contains("mistaken for"))
        .hasSize(2);
    assertThat(faults("components:\n  params: { driver: servers, with: { count: 1 } }\n"))
        .singleElement()
        .asString()
        .contains("a word of expressions");
  }

  @Test
  void wrong_types_are_said() {
    assertThat(
            faults(
                """
                title: 5
                limits: { per_project: many, per_user: 1 }
                secrets: { password: { length: 3 } }
                components:
                  main:
                    driver: servers
                    when: [x]
                    needs: main
                    holds_data: maybe
                    deadline: 5 minutes
                    resources: { cpus: lots, memory: 1GB, disk: "${params.x}" }
                    with: [1]
                    ready: { command: bin/x, within: 0s }
                """))
        .extracting(f -> f.replaceFirst(" .*", "").replaceFirst(".*:", ""))
        .contains("4", "5", "6", "10", "11", "12", "13", "14", "15", "16");
  }

  @Test
  void circles_are_refused_also_those_that_expressions_make() {
    assertThat(
            faults(
                """
                components:
                  a: { driver: servers, needs: [c], with: { count: 1 }, outputs: { x: { type: setting } } }
                  b: { driver: servers, with: { count: 1, tags: "${a.x}" }, outputs: { x: { type: setting } } }
                  c: { driver: servers, with: { count: 1, tags: "${b.x}" } }
                """))
        .singleElement()
        .asString()
        .contains("a -> c -> b -> a");
    assertThat(faults("components: { a: { driver: servers, needs: [a], with: { count: 1 } } }\n"))
        .singleElement()
        .asString()
        .contains("needs itself");
    assertThat(
            faults(
                "components: { a: { driver: servers, with: { count: 1, tags: \"${a.members}\" } } }\n"))
        .anyMatch(f -> f.contains("cannot use its own outputs"));
  }

  @Test
  void undefined_references_are_refused_with_a_hint() {
    assertThat(
            faults(
                """
                parameters: { replicas: { type: integer } }
                secrets: { password: {} }
                components:
                  nodes: { driver: servers, with: { count: "${params.replica}" }, outputs: { ip: { type: address } } }
                  app:
                    driver: servers
                    needs: [node]
                    with:
                      count: 1
                      tags:
                        - "${secrets.pasword}"
                        - "${nodes.id}"
                        - "${node.ip}"
                        - "${param.replicas + 1}"
                        - "${deployment.owner}"
                        - "${each.key}"
                outputs: { x: "${nodes.address}" }
                operations: { o: { component: ap, command: [bin/x] } }
                """,
                "bin/x"))
        .containsExactlyInAnyOrder(
            "plan.yaml:7 there is no params.replica: did you mean 'replicas'?",
            "plan.yaml:10 there is no component 'node': did you mean 'nodes'?",
            "plan.yaml:14 there is no secrets.pasword: did you mean 'password'?",
            "plan.yaml:15 there is no nodes.id: did you mean 'ip'?",
            "plan.yaml:16 there is no 'node' here: did you mean 'nodes'?",
            "plan.yaml:17 ${param.replicas + 1}: there is no 'param' here: did you mean 'params'?",
            "plan.yaml:18 there is no deployment.owner: there is name, project, region",
            "plan.yaml:19 'each' is only there in a component with for_each: add for_each, or take it out",
            "plan.yaml:20 there is no nodes.address: there is ip, members",
            "plan.yaml:21 there is no component 'ap': did you mean 'app'?");
  }

  @Test
  void expressions_whose_types_do_not_fit_are_refused() {
    assertThat(
            faults(
                """
                parameters: { n: { type: integer }, s: { type: string }, l: { type: array, items: { type: string } }, b: { type: boolean } }
                components:
                  main:
                    driver: servers
                    with:
                      count: 1
                      tags:
                        - "${params.n + params.s}"
                        - "${params.l[0] + 1}"
                        - "${params.b ? 1 : 'x' + 1}"
                        - "list: ${params.l}"
                        - "list: ${params.l.map(x, x)}"
                        - "${params.s.foo()}"
                        - "${params.s.x}"
                        - "${1 +}"
                        - "${params.l[0:1]}"
                        - "${}"
                        - "${params.s"
                        - "${params.n > 'x'}"
                """))
        .hasSize(12)
        .anyMatch(f -> f.contains("plan.yaml:11 ") && f.contains("convert with string("))
        .anyMatch(f -> f.contains("plan.yaml:19 ") && f.contains(".slice("))
        .anyMatch(f -> f.contains("plan.yaml:21 ") && f.contains("no closing }"));
  }

  @Test
  void conditions_and_loops_see_only_what_is_there_before_anything_is_made() {
    assertThat(
            faults(
                """
                parameters: { n: { type: integer }, l: { type: array } }
                secrets: { p: {} }
                components:
                  a: { driver: servers, with: { count: 1 }, outputs: { x: { type: setting } } }
                  b: { driver: servers, when: "${a.x}", with: { count: 1 } }
                  c: { driver: servers, when: "${params.n}", with: { count: 1 } }
                  d: { driver: servers, when: "${params.n + 1}", with: { count: 1 } }
                  e: { driver: servers, for_each: "${params.n}", with: { count: 1 } }
                  f: { driver: servers, for_each: "${params.n * 2}", with: { count: 1 } }
                  g: { driver: servers, when: "${secrets.p == 'x'}", with: { count: 1 } }
                  h: { driver: servers, when: "x ${params.n}", with: { count: 1 } }
                  i: { driver: servers, when: "${params.n > 1}", for_each: "${params.l}", with: { count: 1 } }
                """))
        .extracting(f -> f.substring(0, 12).strip())
        .containsExactly(
            "plan.yaml:8",
            "plan.yaml:9",
            "plan.yaml:10",
            "plan.yaml:11",
            "plan.yaml:12",
            "plan.yaml:13",
            "plan.yaml:14");
  }

  @Test
  void what_may_be_absent_must_be_asked_after() {
    assertThat(
            faults(
                """
                parameters: { size: { type: integer, optional: true } }
                components:
                  a: { driver: servers, when: "${deployment.name == 'x'}", with: { count: 1 }, outputs: { x: { type: setting } } }
                  b: { driver: servers, with: { count: "${params.size}", tags: "${a.x}" } }
                  c: { driver: servers, with: { count: "${has(params.size) ? params.size : 1}", tags: "${has(a.x) ? a.x : ''}" } }
                  d: { driver: servers, when: "${deployment.name == 'x'}", with: { count: 1, tags: "${a.x}" } }
                """))
        .containsExactly(
            "plan.yaml:7 params.size may not be there: give it a default, or write has(params.size) ? params.size : ...",
            "plan.yaml:7 a.x may not be there: give it a default, or write has(a.x) ? a.x : ...");
  }

  @Test
  void bad_schemas_are_refused() {
    assertThat(
            faults(
                """
                parameters:
                  a: { type: intager }
                  b: { type: integer, minimun: 1 }
                  c: { type: integer, default: many }
                  d: { $ref: "https://evil.example/schema.json" }
                  e: { type: string, pattern: "(?=x)" }
                  f: { type: string, format: emial }
                  g: { type: integer, required: false }
                  h: { minimum: low }
                  i: { type: object, properties: { x: { $dynamicRef: "#" } } }
                  j: text
                """
                    + COMPONENTS))
        .extracting(f -> f.replaceFirst(" .*", "").replaceFirst(".*:", ""))
        .contains("5", "6", "7", "8", "9", "10", "11", "12", "13", "14");
  }

  @Test
  void drivers_inputs_are_checked_and_templates_fit_anything() {
    assertThat(
            faults(
                """
                parameters: { n: { type: integer, default: 1 } }
                components:
                  a: { driver: servers, with: { count: -1 } }
                  b: { driver: script, with: { script: bin/x, obsrve: true } }
                  c:
                    driver: script
                    with:
                      observe: "${params.n == 1}"
                  d: { driver: process, with: { command: [bin/x], ports: { db: "${params.n}", ui: 80 } } }
                  e: { driver: process, with: { command: [bin/x], ports: { db: text } } }
                """,
                "bin/x"))
        .anyMatch(f -> f.contains(":6 ") && f.contains("/count: must be at least 0"))
        .anyMatch(f -> f.contains(":7 ") && f.contains("'obsrve'"))
        .anyMatch(f -> f.contains("'script' is missing"))
        .anyMatch(f ->
            f.contains(":13 ") && f.contains("/ports/db: must be a whole number, or must be a map"))
        .hasSize(4);
  }

  @Test
  void files_must_be_there() {
    assertThat(
            faults(
                """
                components:
                  a:
                    driver: process
                    with: { command: [bin/rn, --fast], settings: { command: bin/none } }
                    ready: { command: [bin/ready] }
                    live: { command: [../bin/live] }
                  b: { driver: script, with: { script: bin/none } }
                operations:
                  o: { component: a, command: [/bin/sh, -c, "rm -rf ~"] }
                """,
                "bin/run"))
        .containsExactly(
            "plan.yaml:7 there is no file 'bin/rn' in the bundle: did you mean 'bin/run'?",
            "plan.yaml:8 there is no file 'bin/ready' in the bundle: there is bin/run, plan.yaml",
            "plan.yaml:9 there is no file '../bin/live' in the bundle: there is bin/run, plan.yaml",
            "plan.yaml:10 there is no file 'bin/none' in the bundle: there is bin/run, plan.yaml",
            "plan.yaml:12 there is no file '/bin/sh' in the bundle: there is bin/run, plan.yaml");
  }

  @Test
  void a_projects_plan_may_not_run_programs_on_the_server() {
    var yaml =
        PlansForTests.headed("components: { a: { driver: script, with: { script: bin/x } } }\n");
    var context =
        new Context(Optional.empty(), Trust.TENANT, PlansForTests.DRIVERS, Optional.empty());
    assertThatThrownBy(() -> new PlanParser().parse(PlansForTests.bundle(yaml, "bin/x"), context))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("ask an operator");
  }

  @Test
  void used_plans_must_be_there_and_get_what_they_take() {
    var inner =
        PlansForTests.parse(
            """
            kind: Plan
            name: inner
            version: 1.0.0
            parameters: { n: { type: integer }, s: { type: string, default: x } }
            components: { x: { driver: servers, with: { count: "${params.n}" } } }
            outputs: { u: "${params.s}" }
            """);
    var yaml =
        PlansForTests.headed(
            """
            components:
              a: { use: iner }
              b: { use: inner }
              c: { use: inner, with: { n: one, m: 2 } }
              d: { use: inner, with: { n: "${c.u}" } }
              e: { use: inner, with: { n: "${c.v}" } }
              f: { use: inner, driver: servers, with: { n: 1 } }
              g: { use: "inner@^1", with: { n: 1 } }
              h: { use: inner, with: { n: 1 }, holds_data: retain }
            """);
    assertThatThrownBy(() -> PlansForTests.parse(yaml, List.of(inner)))
        .isInstanceOfSatisfying(
            Refusal.class,
            e ->
                assertThat(e.faults())
                    .extracting(f -> f.pointer() + " " + f.message())
                    .anyMatch(f -> f.contains(":5 ") && f.contains("publish it first"))
                    .anyMatch(f -> f.contains(":6 ") && f.contains("'n' is missing"))
                    .anyMatch(f -> f.contains(":7 ") && f.contains("/n: must be a whole number"))
                    .anyMatch(f -> f.contains(":7 ") && f.contains("'m'"))
                    .noneMatch(f -> f.contains(":8 "))
                    .anyMatch(f -> f.contains(":9 ") && f.contains("there is no c.v"))
                    .anyMatch(f -> f.contains(":10 ") && f.contains("keep one of them"))
                    .anyMatch(f -> f.contains(":11 ") && f.contains("names no plan"))
                    .anyMatch(f -> f.contains(":12 ") && f.contains("remove it")));
  }

  @Test
  void a_file_that_is_missing_huge_or_no_text_is_refused() {
    assertThatThrownBy(() -> parse(Map.of("x", new byte[1]))).hasMessageContaining("no plan.yaml");
    assertThatThrownBy(() -> parse(Map.of("plan.yaml", new byte[] {(byte) 0xC3, 0x28})))
        .hasMessageContaining("UTF-8");
    assertThatThrownBy(() ->
            parse(Map.of("plan.yaml", "a".repeat(10_000_000).getBytes(StandardCharsets.UTF_8))))
        .hasMessageContaining("longer than");
    assertThatThrownBy(
            () -> parse(Map.of("plan.yaml", "a: 1\n---\nb: 2\n".getBytes(StandardCharsets.UTF_8))))
        .hasMessageContaining("one YAML document, this has 2");
    assertThatThrownBy(() -> parse(Map.of("plan.yaml", new byte[0])))
        .hasMessageContaining("this has 0");
  }

  @Test
  void text_that_looks_like_code_stays_text() {
    var plan =
        PlansForTests.parse(
            PlansForTests.headed(
                """
                title: "$(rm -rf ~) `id` ; reboot"
                components:
                  main: { driver: servers, with: { count: 1, tags: "$(rm -rf ~); `reboot` $HOME {{ x }} %s" } }
                """));
    assertThat(InputsForTests.none().input(plan, "main", "tags"))
        .isEqualTo("$(rm -rf ~); `reboot` $HOME {{ x }} %s");
  }

  private static void parse(Map<String, byte[]> files) {
    new PlanParser()
        .parse(new Bundle(new HashMap<>(files)), PlansForTests.context(ref -> Optional.empty()));
  }
}
