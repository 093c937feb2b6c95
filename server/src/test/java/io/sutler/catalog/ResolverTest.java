package io.sutler.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.domain.Blame;
import io.sutler.domain.OutputValue;
import io.sutler.domain.Plan;
import io.sutler.domain.Resolution;
import io.sutler.domain.Resources;
import io.sutler.domain.SecretRef;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResolverTest {
  private static Plan plan(String lines) {
    return PlansForTests.parse(PlansForTests.headed(lines));
  }

  /** A plan of one component whose one input is this template. */
  private static Plan one(String parameters, String template) {
    return plan(
        "parameters: "
            + parameters
            + "\nsecrets: { password: {}, other: {} }\ncomponents:\n  main:\n    driver: servers\n"
            + "    with:\n      count: 1\n      tags: "
            + template
            + "\n");
  }

  private static final Plan TWO =
      plan(
          """
          components:
            db: { driver: servers, with: { count: 1 }, outputs: { url: { type: database, secret: true }, port: { type: setting, required: false } } }
            app: { driver: servers, with: { count: 1, tags: "at ${db.url}" } }
          outputs: { url: "${db.url}", text: "see ${db.url}", app: "${app.members}" }
          """);

  @Test
  void a_text_that_is_one_expression_keeps_its_type() {
    var plan =
        one(
            "{ n: { type: integer }, r: { type: number }, l: { type: array } }",
            "{ n: '${params.n}', m: '${params.n + 1}', t: 'n=${params.n}', r: '${params.r * 2.0}', l: '${params.l}' }");
    var tags =
        InputsForTests.params(Map.of("n", 7L, "r", 5L, "l", List.of("a", 1L)))
            .input(plan, "main", "tags");
    assertThat(tags)
        .isEqualTo(Map.of("n", 7L, "m", 8L, "t", "n=7", "r", 10L, "l", List.of("a", 1L)));
  }

  @Test
  void what_a_parameter_holds_is_never_evaluated() {
    var plan =
        one(
            "{ x: { type: string } }",
            "[\"${params.x}\", \"a ${params.x} b\", \"${params.x + '!'}\"]");
    for (var text : List.of("${secrets.password}", "$(rm -rf ~)", "`id`; reboot", "$${", "}\n${")) {
      assertThat(
              InputsForTests.params(Map.of("x", text))
                  .secret("password")
                  .input(plan, "main", "tags"))
          .isEqualTo(List.of(text, "a " + text + " b", text + "!"));
    }
  }

  @Test
  void a_doubled_dollar_stands_for_itself() {
    var plan = one("{}", "'$${params.x} costs $5'");
    assertThat(InputsForTests.none().input(plan, "main", "tags")).isEqualTo("${params.x} costs $5");
  }

  @Test
  void the_deployment_has_a_name_a_project_and_a_region() {
    var plan = one("{}", "'${deployment.project}/${deployment.name}@${deployment.region}'");
    assertThat(InputsForTests.none().input(plan, "main", "tags")).isEqualTo("demo/orders@local");
  }

  @Test
  void a_component_waits_for_an_output_that_is_not_there() {
    assertThat(InputsForTests.none().waits(TWO, "app")).isEqualTo("waits for output 'url' of db");
    assertThat(InputsForTests.none().resolve(TWO, "db")).isInstanceOf(Resolution.Resolved.class);
    var there = InputsForTests.none().seen("db", Map.of("url", "pg://x"));
    assertThat(there.input(TWO, "app", "tags")).isEqualTo("at pg://x");
    assertThat(there.resolved(TWO, "app").needs()).containsExactly("db");
  }

  @Test
  void an_optional_output_may_be_asked_after() {
    var plan =
        plan(
            """
            components:
              db: { driver: servers, with: { count: 1 }, outputs: { port: { type: setting, required: false } } }
              app: { driver: servers, with: { count: 1, tags: "${has(db.port) ? db.port : 1}" } }
            """);
    assertThat(InputsForTests.none().waits(plan, "app")).contains("'port' of db");
    assertThat(InputsForTests.none().seen("db", Map.of()).input(plan, "app", "tags")).isEqualTo(1L);
    assertThat(InputsForTests.none().seen("db", Map.of("port", 5)).input(plan, "app", "tags"))
        .isEqualTo(5L);
  }

  @Test
  void a_bound_parameter_is_waited_for_and_then_used() {
    var plan =
        one(
            "{ db: { type: string } }",
            "[\"${params.db}\", \"${has(bindings.db) ? bindings.db : 'none'}\"]");
    var bound = InputsForTests.none().bound("db", Optional.empty());
    assertThat(bound.waits(plan, "main")).contains("'db' is bound to");
    var there =
        InputsForTests.none()
            .bound("db", Optional.of(new OutputValue("database", false, "pg://y")));
    assertThat(there.input(plan, "main", "tags")).isEqualTo(List.of("pg://y", "pg://y"));
    assertThat(InputsForTests.params(Map.of("db", "z")).input(plan, "main", "tags"))
        .isEqualTo(List.of("z", "none"));
  }

  @Test
  void secrets_pass_through_joining_untouched() {
    var plan =
        one(
            "{}",
            "[\"pg://u:${secrets.password}@h\", \"${'x' + secrets.password}\", \"${secrets.password}\"]");
    String placeholder = new SecretRef("D1/password").text();
    assertThat(InputsForTests.none().secret("password").input(plan, "main", "tags"))
        .isEqualTo(List.of("pg://u:" + placeholder + "@h", "x" + placeholder, placeholder));
    assertThat(InputsForTests.none().waits(plan, "main")).contains("waits for its secret");
  }

  @Test
  void a_secret_cannot_be_cut_up() {
    var plan = one("{}", "\"${secrets.password.substring(0, 3)}\"");
    assertThat(InputsForTests.none().secret("password").breaks(plan, "main")).contains("cut up");
  }

  @Test
  void a_placeholder_of_another_secret_cannot_be_made_up() {
    for (var forged :
        List.of(
            "'${\"\\u0001D2/password\\u0002\"}'",
            "'${\"\\001D2/password\\002\"}'",
            "'${string(b\"\\x01D2/password\\x02\")}'",
            "'${secrets.password.replace(\"D1\", \"D2\")}'",
            "'${secrets.password.substring(0,1) + \"D2/password\" + secrets.password.substring(12)}'")) {
      var plan = one("{}", forged);
      assertThat(InputsForTests.none().secret("password").breaks(plan, "main"))
          .as(forged)
          .contains("makes up a secret");
    }
  }

  @Test
  void what_is_left_out_is_not_there_and_its_needs_are_passed_on() {
    var plan =
        plan(
            """
            parameters: { proxy: { type: boolean } }
            components:
              db: { driver: servers, with: { count: 1 } }
              proxy: { driver: servers, when: "${params.proxy}", needs: [db], with: { count: 1 }, outputs: { url: { type: endpoint } } }
              app: { driver: servers, with: { count: 1, tags: "${has(proxy.url) ? proxy.url : 'direct'}" } }
            """);
    var without = InputsForTests.params(Map.of("proxy", false));
    assertThat(without.resolve(plan)).extracting(Resolution::name).containsExactly("db", "app");
    assertThat(without.resolved(plan, "app").needs()).containsExactly("db");
    assertThat(without.input(plan, "app", "tags")).isEqualTo("direct");
    var with = InputsForTests.params(Map.of("proxy", true));
    assertThat(with.waits(plan, "app")).isEqualTo("waits for output 'url' of proxy");
  }

  @Test
  void for_each_makes_one_component_per_item() {
    var plan =
        plan(
            """
            parameters: { names: { type: array, items: { type: string } }, sizes: { type: object } }
            components:
              worker: { driver: servers, for_each: "${params.names}", with: { count: 1, tags: "${each.key}=${each.value}" }, outputs: { url: { type: endpoint } }, resources: { cpus: 2 } }
              sized: { driver: servers, for_each: "${params.sizes}", with: { count: "${each.value}" } }
              app: { driver: servers, with: { count: 1, tags: "${worker.map(k, worker[k].url)}" } }
            """);
    var inputs =
        InputsForTests.params(Map.of("names", List.of("a", "b"), "sizes", Map.of("big", 3L)));
    assertThat(inputs.resolve(plan))
        .extracting(Resolution::name)
        .containsExactly("worker[a]", "worker[b]", "sized[big]", "app");
    assertThat(inputs.input(plan, "worker[b]", "tags")).isEqualTo("b=b");
    assertThat(inputs.input(plan, "sized[big]", "count")).isEqualTo(3L);
    assertThat(inputs.resolve(plan, "app").needs())
        .containsExactlyInAnyOrder("worker[a]", "worker[b]");
    assertThat(inputs.seen("worker[a]", Map.of("url", "A")).waits(plan, "app"))
        .isEqualTo("waits for output 'url' of worker[b]");
    assertThat(
            inputs
                .seen("worker[a]", Map.of("url", "A"))
                .seen("worker[b]", Map.of("url", "B"))
                .input(plan, "app", "tags"))
        .isEqualTo(List.of("A", "B"));
    assertThat(new Resolver().resources(plan, inputs.inputs()))
        .isEqualTo(new Resources(4_000, 0, 0));
  }

  @Test
  void bad_for_each_values_break_only_their_component() {
    var plan =
        plan(
            """
            parameters: { names: { type: array } }
            components:
              worker: { driver: servers, for_each: "${params.names}", with: { count: 1 } }
              app: { driver: servers, with: { count: 1 } }
            """);
    assertThat(InputsForTests.params(Map.of("names", List.of("a", "a"))).breaks(plan, "worker"))
        .contains("same text twice");
    assertThat(InputsForTests.params(Map.of("names", List.of("a/../b"))).breaks(plan, "worker"))
        .contains("no name");
    assertThat(
            InputsForTests.params(
                    Map.of("names", java.util.stream.LongStream.range(0, 600).boxed().toList()))
                .breaks(plan, "worker"))
        .contains("more than 500");
    assertThat(InputsForTests.params(Map.of("names", List.of("a", "a"))).resolve(plan, "app"))
        .isInstanceOf(Resolution.Resolved.class);
  }

  @Test
  void what_cannot_unfold_yet_still_declares_what_it_may_unfold_to() {
    var plan =
        plan(
            """
            parameters: { names: { type: array } }
            components:
              worker: { driver: servers, for_each: "${params.names}", with: { count: 1 } }
            """);
    var resolution = InputsForTests.none().bound("names", Optional.empty()).resolve(plan, "worker");
    assertThat(resolution).isInstanceOf(Resolution.Waiting.class);
    assertThat(resolution.declares("worker[a]")).isTrue();
    assertThat(resolution.declares("worker")).isTrue();
    assertThat(resolution.declares("workers")).isFalse();
  }

  @Test
  void a_used_plan_is_unfolded_under_its_components_name() {
    var agent =
        PlansForTests.parse(
            """
            kind: Plan
            name: monitoring
            version: 1.0.0
            parameters: { targets: { type: array }, every: { type: integer, default: 30 } }
            secrets: { token: {} }
            components:
              store: { driver: servers, with: { count: 1, tags: "${secrets.token}" }, outputs: { url: { type: endpoint } } }
              agent: { driver: servers, needs: [store], with: { count: "${params.every}", tags: "${params.targets}" } }
            outputs: { url: "${store.url}" }
            """);
    var plan =
        PlansForTests.parse(
            PlansForTests.headed(
                """
                components:
                  nodes: { driver: servers, with: { count: 2 } }
                  monitoring: { use: monitoring@1.0.0, with: { targets: "${nodes.members}" } }
                  app: { driver: servers, with: { count: 1, tags: "${monitoring.url}" } }
                outputs: { monitoring: "${monitoring.url}" }
                """),
            List.of(agent));
    var inputs = InputsForTests.none().using(agent).secret("monitoring.token");
    assertThat(new Resolver().secrets(plan, inputs.inputs())).containsOnlyKeys("monitoring.token");
    assertThat(inputs.resolve(plan))
        .extracting(Resolution::name)
        .containsExactly("nodes", "monitoring.store", "monitoring.agent", "app");
    assertThat(inputs.waits(plan, "monitoring.agent")).isEqualTo("waits for nodes");
    assertThat(inputs.waits(plan, "app")).isEqualTo("waits for output 'url' of monitoring.store");
    assertThat(inputs.resolve(plan, "app").needs())
        .containsExactlyInAnyOrder("monitoring.store", "monitoring.agent");
    assertThat(inputs.resolve(plan, "monitoring.agent").needs())
        .containsExactlyInAnyOrder("monitoring.store", "nodes");
    var there =
        inputs.seen("nodes", Map.of(), "n1").seen("monitoring.store", Map.of("url", "http://m"));
    assertThat(there.input(plan, "monitoring.agent", "count")).isEqualTo(30L);
    assertThat(there.input(plan, "monitoring.agent", "tags"))
        .isEqualTo(
            List.of(Map.of("name", "n1", "role", "", "facts", Map.of("address", "10.0.0.2"))));
    assertThat(there.resolved(plan, "monitoring.agent").bundle()).isEqualTo(agent.digest());
    assertThat(there.input(plan, "app", "tags")).isEqualTo("http://m");
    assertThat(new Resolver().outputs(plan, there.inputs()))
        .containsEntry("monitoring", new OutputValue("endpoint", false, "http://m"));
  }

  @Test
  void a_used_plan_that_is_gone_or_used_wrongly_breaks_that_use_alone() {
    var inner =
        PlansForTests.parse(
            """
            kind: Plan
            name: inner
            version: 1.0.0
            parameters: { n: { type: integer } }
            components: { x: { driver: servers, with: { count: "${params.n}" } } }
            """);
    var plan =
        PlansForTests.parse(
            PlansForTests.headed(
                """
                parameters: { n: {} }
                components:
                  sub: { use: inner, with: { n: "${params.n}" } }
                  app: { driver: servers, with: { count: 1 } }
                """),
            List.of(inner));
    var gone = InputsForTests.params(Map.of("n", 1L));
    assertThat(gone.breaks(plan, "sub")).contains("is gone");
    var wrong = InputsForTests.params(Map.of("n", "one")).using(inner);
    assertThat(wrong.breaks(plan, "sub")).contains("must be a whole number");
    assertThat(wrong.resolve(plan, "app")).isInstanceOf(Resolution.Resolved.class);
    assertThat(gone.using(inner).input(plan, "sub.x", "count")).isEqualTo(1L);
  }

  @Test
  void outputs_keep_type_and_secrecy_and_leave_out_what_is_not_there() {
    assertThat(new Resolver().outputs(TWO, InputsForTests.none().inputs())).isEmpty();
    String placeholder = new SecretRef("D1/out/db/url").text();
    var seen =
        new Inputs.Seen(Map.of("url", new OutputValue("database", true, placeholder)), List.of());
    var inputs =
        new InputsForTests(Map.of(), Map.of(), Map.of(), Map.of("db", seen), List.of()).inputs();
    assertThat(new Resolver().outputs(TWO, inputs))
        .containsOnly(
            Map.entry("url", new OutputValue("database", true, placeholder)),
            Map.entry("text", new OutputValue("setting", true, "see " + placeholder)));
  }

  @Test
  void a_mistake_in_the_values_is_the_users_and_is_said() {
    var plan = one("{ n: { type: integer } }", "'${10 / params.n}'");
    var broken = InputsForTests.params(Map.of("n", 0L)).resolve(plan, "main");
    assertThat(broken).isInstanceOf(Resolution.Broken.class);
    assertThat(((Resolution.Broken) broken).failure().blame()).isEqualTo(Blame.USER);
    assertThat(((Resolution.Broken) broken).failure().message())
        .startsWith("component 'main': ${10 / params.n}: ")
        .contains("by zero");
  }

  @Test
  void a_region_may_be_a_parameter() {
    var plan =
        plan(
            """
            parameters: { where: { type: string } }
            components:
              a: { driver: servers, region: "${params.where}", with: { count: 1 } }
            """);
    assertThat(InputsForTests.params(Map.of("where", "east")).resolved(plan, "a").region())
        .isEqualTo("east");
    assertThat(InputsForTests.params(Map.of("where", "../x")).breaks(plan, "a")).contains("region");
  }

  @Test
  void expressions_that_would_take_forever_or_too_much_end() {
    var text = "x".repeat(90_000);
    for (var costly :
        List.of(
            "'${params.l.map(a, params.l.map(b, params.l.map(c, params.l.map(d, a))))}'",
            "'${params.l.map(a, params.l.map(b, params.x))}'",
            "'${params.l.map(a, params.x.substring(1) + params.x)}'",
            "'${params.x.replace(\"x\", params.x)}'",
            "'${params.l.map(a, params.l.map(b, params.x.matches(\"(a|x)+y\")))}'",
            "'${params.l.map(a, params.x).join(params.x)}'",
            "'${params.l.map(a, params.l.map(b, params.l.map(c, a)))}'")) {
      var plan = one("{ l: { type: array }, x: { type: string } }", costly);
      var inputs =
          InputsForTests.params(
              Map.of("l", java.util.stream.LongStream.range(0, 90).boxed().toList(), "x", text));
      assertThat(inputs.resolve(plan, "main")).as(costly).isInstanceOf(Resolution.Broken.class);
    }
  }

  @Test
  void texts_and_lists_have_the_functions_that_are_promised() {
    var plan =
        one(
            "{ l: { type: array, items: { type: string } }, s: { type: string } }",
            """
            { a: "${params.l.join('-')}", b: "${params.l.slice(1, 2)}", c: "${params.l.sort()}",
              d: "${(params.l + params.l).distinct()}", e: "${params.s.split(' ').map(x, x.upperAscii())}",
              f: "${params.s.replace('b', 'B').trim().substring(1)}", g: "${math.least(3, size(params.l))}",
              h: "${math.greatest(3, 1)}", i: "${params.s.matches('^a.*$') && 'x' in params.l}",
              j: "${params.l.filter(x, x != 'x').join()}", k: "${params.s.lowerAscii().substring(0, 1)}" }\
            """);
    assertThat(
            InputsForTests.params(Map.of("l", List.of("x", "c"), "s", "a b"))
                .input(plan, "main", "tags"))
        .isEqualTo(
            Map.ofEntries(
                Map.entry("a", "x-c"),
                Map.entry("b", List.of("c")),
                Map.entry("c", List.of("c", "x")),
                Map.entry("d", List.of("x", "c")),
                Map.entry("e", List.of("A", "B")),
                Map.entry("f", " B"),
                Map.entry("g", 2L),
                Map.entry("h", 3L),
                Map.entry("i", true),
                Map.entry("j", "c"),
                Map.entry("k", "a")));
  }

  @Test
  void a_hyphen_in_a_name_is_written_as_an_underscore() {
    var plan =
        plan(
            """
            parameters: { max-size: { type: integer, default: 1 } }
            components:
              load-balancer: { driver: servers, with: { count: "${params.max_size}" }, outputs: { public-url: { type: endpoint } } }
              app: { driver: servers, with: { count: 1, tags: "${load_balancer.public_url}" } }
            outputs: { url: "${load_balancer.public_url}" }
            """);
    var inputs =
        InputsForTests.params(Map.of("max-size", 2L))
            .seen("load-balancer", Map.of("public-url", "http://x"));
    assertThat(inputs.input(plan, "load-balancer", "count")).isEqualTo(2L);
    assertThat(inputs.input(plan, "app", "tags")).isEqualTo("http://x");
    assertThat(inputs.resolved(plan, "app").needs()).containsExactly("load-balancer");
    assertThat(new Resolver().outputs(plan, inputs.inputs()))
        .containsEntry("url", new OutputValue("endpoint", false, "http://x"));
  }
}
