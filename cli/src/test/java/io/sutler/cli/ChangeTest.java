package io.sutler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sutler.cli.Typed.Person;
import io.sutler.cli.print.Data;
import io.sutler.wire.Binding;
import io.sutler.wire.Change;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangeTest {
  private static final String ONE = "/projects/demo/deployments/orders-db";
  @TempDir Path home;
  private final StubServer server = new StubServer();

  @BeforeEach
  void plan() {
    server
        .says(
            "GET /projects/demo/plans/postgresql%401.2.0",
            200,
            Map.of(
                "parameters",
                Map.of(
                    "properties",
                    Map.of(
                        "label",
                        Map.of("type", "string"),
                        "max_connections",
                        Map.of("type", "integer", "default", 100)))))
        .says("PATCH " + ONE, 202, Wires.command("update", "accepted"))
        .says("POST /projects/demo/deployments", 202, Wires.command("install", "accepted"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Typed types(String... arguments) {
    return new Person(home).at(server).types(arguments);
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(home.resolve(name), text);
  }

  @Test
  void parameters_are_typed_as_the_plan_types_them_and_carried_as_data() throws IOException {
    server.says("GET " + ONE, 200, Wires.deployment("orders-db"));
    file("note", "two\nlines");
    var typed =
        types(
            "update",
            "orders-db",
            "--param",
            "max_connections=50",
            "--param",
            "label=007",
            "--param",
            "a=$(reboot); `id`",
            "--param",
            "b=@note",
            "--param",
            "c=@@x",
            "--bind",
            "d=other/url",
            "--unset",
            "e",
            "--param",
            "f=[1, 2]");
    assertThat(typed.exit()).as(typed.err()).isZero();
    assertThat(Data.tree(server.only("PATCH").body()).path("params"))
        .isEqualTo(
            Data.tree(
                """
                {"max_connections": 50, "label": "007", "a": "$(reboot); `id`", "b": "two\\nlines", "c": "@x",
                 "f": [1, 2], "d": {"from": "other/url"}, "e": null}\
                """));
    assertThat(server.only("PATCH").header("Idempotency-key")).isPresent();
    assertThat(typed.out())
        .isEqualTo("orders-db: update accepted   (follow it: sutler watch orders-db)\n");
  }

  @Test
  void plan_ends_with_2_when_something_differs_and_0_when_nothing_does() {
    server.says("GET " + ONE, 200, Wires.deployment("orders-db"));
    server.says(
        "POST " + ONE + ":preview",
        200,
        Wires.preview(
            new Change(
                "database",
                "change",
                "",
                List.of("max_connections: 100 -> 50"),
                "restarts, keeps its data")));
    var differs = types("plan", "orders-db", "--param", "max_connections=50");
    assertThat(differs.exit()).isEqualTo(2);
    assertThat(differs.out())
        .isEqualTo(
            """
              ~ database   max_connections: 100 -> 50     restarts, keeps its data
              0 to create, 1 to change, 0 to replace, 0 to remove        quota after: 1 of 5 deployments
            """);
    server.says("POST " + ONE + ":preview", 200, Wires.preview());
    assertThat(types("plan", "orders-db").exit()).isZero();
    assertThat(server.asked).noneMatch(a -> a.method().equals("PATCH"));
  }

  @Test
  void apply_installs_what_is_missing_providers_first() throws IOException {
    var file =
        file(
            "all.yaml",
            """
            kind: Deployment
            name: shop
            plan: web-app@1
            params: { database: { from: orders-db/url }, note: no }
            ---
            kind: Deployment
            name: orders-db
            plan: postgresql@1
            expires: 8h
            """);
    var typed = types("apply", "-f", file.toString());
    assertThat(typed.exit()).as(typed.err()).isZero();
    assertThat(
            server.asked.stream()
                .filter(a -> a.method().equals("POST"))
                .map(a -> Data.tree(a.body()).path("name").asText()))
        .containsExactly("orders-db", "shop");
    assertThat(Data.tree(server.asked.getLast().body()).path("params").path("note").asText())
        .isEqualTo("no");
  }

  @Test
  void applying_what_stands_sends_nothing() throws IOException {
    server.says(
        "GET " + ONE,
        200,
        Wires.deployment("orders-db", Map.of("max_connections", 100), List.of()));
    var file = file("same.yaml", "kind: Deployment\nname: orders-db\nplan: postgresql@1\n");
    var typed = types("apply", "-f", file.toString());
    assertThat(typed.out()).isEqualTo("orders-db: as declared, nothing to do\n");
    assertThat(server.asked).noneMatch(a -> a.method().equals("PATCH"));
  }

  @Test
  void what_stands_in_another_region_than_its_file_says_is_told() throws IOException {
    server.says("GET " + ONE, 200, Wires.deployment("orders-db"));
    var file =
        file("moved.yaml", "kind: Deployment\nname: orders-db\nplan: postgresql@1\nregion: west\n")
            .toString();
    for (var verb : List.of("apply", "plan")) {
      var typed = types(verb, "-f", file);
      assertThat(typed.exit()).isEqualTo(1);
      assertThat(typed.err()).contains("orders-db stands in region local, not in west");
    }
    assertThat(server.asked).allMatch(a -> a.method().equals("GET"));
  }

  private static ObjectNode unreached(String reason, String message) {
    var stands =
        (ObjectNode)
            Data.ofData(Wires.deployment("orders-db", Map.of("max_connections", 100), List.of()));
    stands
        .putArray("conditions")
        .addObject()
        .put("type", "applied")
        .put("holds", false)
        .put("reason", reason)
        .put("message", message)
        .put("since", Wires.THEN.toString());
    return stands;
  }

  @Test
  void applying_what_stands_and_was_not_reached_tries_again_and_tells_how_it_ends()
      throws IOException {
    server
        .says("GET " + ONE, 200, Data.compact(unreached("Failed", "database: the port is taken")))
        .says("GET /projects/demo/commands", 200, Wires.page(List.of()))
        .says("POST " + ONE + ":retry", 202, Wires.command("retry", "accepted"))
        .says("GET " + ONE + "/runs", 200, Wires.page(List.of()))
        .says("GET /projects/demo/commands/01K", 200, Wires.command("retry", "failed"));
    var file = file("same.yaml", "kind: Deployment\nname: orders-db\nplan: postgresql@1\n");
    var typed = types("apply", "-f", file.toString(), "--wait");
    assertThat(typed.exit()).as(typed.err()).isEqualTo(1);
    assertThat(typed.out())
        .contains("as declared, but not reached (database: the port is taken); trying again")
        .doesNotContain("nothing to do");
    assertThat(server.only("POST").path()).contains(":retry");
    server.says("GET /projects/demo/commands/01K", 200, Wires.command("retry", "reached"));
    assertThat(types("apply", "-f", file.toString(), "--wait").exit()).isZero();
  }

  @Test
  void applying_what_is_on_its_way_already_asks_for_nothing_and_waits_for_that()
      throws IOException {
    var installing = unreached("Progressing", "database: create goes on");
    server
        .says("GET " + ONE, 200, Data.compact(installing))
        .says(
            "GET /projects/demo/commands",
            200,
            Wires.page(List.of(Wires.command("install", "accepted"))))
        .says("GET " + ONE + "/runs", 200, Wires.page(List.of()))
        .says("GET /projects/demo/commands/01K", 200, Wires.command("install", "reached"));
    var file = file("same.yaml", "kind: Deployment\nname: orders-db\nplan: postgresql@1\n");
    var typed = types("apply", "-f", file.toString());
    assertThat(typed.exit()).as(typed.err()).isZero();
    assertThat(typed.out()).contains("orders-db: as declared, its install goes on", "watch");
    assertThat(types("apply", "-f", file.toString(), "-o", "name").out()).isEqualTo("orders-db\n");
    typed = types("apply", "-f", file.toString(), "--wait");
    assertThat(typed.exit()).as(typed.err()).isZero();
    assertThat(typed.out()).contains("install reached");
    assertThat(server.asked).allMatch(a -> a.method().equals("GET"));

    // no longer than asked for
    server.says("GET /projects/demo/commands/01K", 200, Wires.command("install", "accepted"));
    typed = types("apply", "-f", file.toString(), "--wait", "--timeout", "0s");
    assertThat(typed.exit()).isEqualTo(1);
    assertThat(typed.out()).contains("install is not reached yet: it goes on");
    assertThat(types("apply", "-f", file.toString(), "--timeout", "soon").exit()).isEqualTo(5);

    // what failed waits for its next try: that is brought forward
    ((ObjectNode) installing.at("/observed/components/0"))
        .putObject("failure")
        .put("blame", "user")
        .put("code", "port-taken")
        .put("message", "the port is taken");
    server
        .says("GET " + ONE, 200, Data.compact(installing))
        .says("POST " + ONE + ":retry", 202, Wires.command("retry", "accepted"));
    assertThat(types("apply", "-f", file.toString()).exit()).isZero();
    assertThat(server.only("POST").path()).endsWith(":retry");
  }

  @Test
  void applying_what_waits_for_a_word_about_its_data_brings_the_word() throws IOException {
    server.says(
        "GET " + ONE, 200, Data.compact(unreached("NeedsConfirmation", "it would be replaced")));
    var file = file("same.yaml", "kind: Deployment\nname: orders-db\nplan: postgresql@1\n");
    var typed = types("apply", "-f", file.toString(), "--may-destroy", "database");
    assertThat(typed.exit()).as(typed.err()).isZero();
    assertThat(Data.tree(server.only("PATCH").body()))
        .isEqualTo(Data.tree("{\"mayDestroy\":[\"database\"]}"));
  }

  @Test
  void applying_what_is_held_or_being_removed_says_so_and_waits_for_nothing() throws IOException {
    var file = file("same.yaml", "kind: Deployment\nname: orders-db\nplan: postgresql@1\n");
    var held = unreached("Held", "held by a person");
    held.withObject("/desired").put("held", true);
    server.says("GET " + ONE, 200, Data.compact(held));
    var typed = types("apply", "-f", file.toString(), "--wait");
    assertThat(typed.exit()).isEqualTo(1);
    assertThat(typed.err()).contains("held by a person", "sutler release orders-db");
    var leaving = unreached("Pending", "");
    leaving.withObject("/desired").put("runState", "absent");
    server.says("GET " + ONE, 200, Data.compact(leaving));
    typed = types("apply", "-f", file.toString(), "--wait");
    assertThat(typed.exit()).isEqualTo(1);
    assertThat(typed.err()).contains("orders-db is being removed", "when it is gone");
    assertThat(server.asked).allMatch(a -> a.method().equals("GET"));
  }

  @Test
  void a_parameter_that_a_file_no_longer_names_goes_back_to_its_default() throws IOException {
    server.says(
        "GET " + ONE,
        200,
        Wires.deployment(
            "orders-db",
            Map.of("max_connections", 50, "label", "x"),
            List.of(new Binding("from", "a/b"))));
    server.says(
        "GET /projects/demo/plans/postgresql%401",
        200,
        Map.of(
            "parameters",
            Map.of(
                "properties",
                Map.of(
                    "max_connections",
                    Map.of("default", 100),
                    "label",
                    Map.of("default", "x"),
                    "from",
                    Map.of()))));
    var file = file("less.yaml", "kind: Deployment\nname: orders-db\nplan: postgresql@1\n");
    assertThat(types("apply", "-f", file.toString()).exit()).isZero();
    assertThat(Data.tree(server.only("PATCH").body()))
        .isEqualTo(Data.tree("{\"params\":{\"max_connections\":null,\"from\":null}}"));
    assertThat(server.only("PATCH").header("If-match")).contains("\"7\"");
  }

  @Test
  void a_file_with_any_fault_sends_nothing_at_all() throws IOException {
    var good = "kind: Deployment\nname: a\nplan: p\n---\n";
    for (var bad :
        List.of(
            good + "kind: Deployment\nname: b\nplan: p\ncolour: red\n",
            good + "kind: Deployment\nname: a\nplan: p\n",
            good + "kind: Deployment\nname: b\nname: c\nplan: p\n",
            good + "kind: Plan\nname: b\n",
            good + "kind: Deployment\nname: 5\nplan: p\n",
            good + "- 1\n",
            good + "kind: Deployment\nname: \"b\n",
            good
                + "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b,*b,*b,*b,*b,*b,*a,*a,*a,*a,*a]\nkind: Deployment\n",
            good + "kind: Deployment\nname: b\nplan: p\nparams: " + "[".repeat(10_000) + "\n",
            "# nothing\n")) {
      var typed = types("apply", "-f", file("bad.yaml", bad).toString());
      assertThat(typed.exit())
          .as(bad.substring(0, Math.min(200, bad.length())) + typed.err())
          .isEqualTo(5);
      assertThat(typed.err()).startsWith("error: ").doesNotContain("\tat ");
    }
    assertThat(server.asked).isEmpty();
  }

  @Test
  void applying_a_secret_in_clear_again_asks_the_server_and_sends_nothing() throws IOException {
    var stands = (ObjectNode) Data.ofData(Wires.deployment("orders-db"));
    stands.withObject("/desired/params").removeAll().putObject("password").put("sealed", true);
    server.says("GET " + ONE, 200, Data.compact(stands));
    server.says("POST " + ONE + ":preview", 200, Wires.preview());
    var file =
        file(
            "one.yaml",
            "kind: Deployment\nname: orders-db\nplan: postgresql@1\nparams: { password: hunter2 }\n");
    var typed = types("apply", "-f", file.toString());
    assertThat(typed.out()).as(typed.err()).contains("as declared, nothing to do");
    assertThat(server.asked).noneMatch(a -> a.method().equals("PATCH"));
    server.says(
        "POST " + ONE + ":preview",
        200,
        Wires.preview(new Change("database", "change", "", List.of(), "")));
    assertThat(types("apply", "-f", file.toString()).exit()).isZero();
    server.only("PATCH");
  }

  @Test
  void scale_asks_the_server_which_parameter_counts() {
    server.says("POST " + ONE + ":scale", 202, Wires.command("scale", "accepted"));
    assertThat(types("scale", "orders-db", "nodes=3", "workers[a]=0").exit()).isZero();
    assertThat(Data.tree(server.only("POST").body()))
        .isEqualTo(Data.tree("{\"components\":{\"nodes\":3,\"workers[a]\":0}}"));
    for (var wrong : List.of("nodes", "nodes=", "nodes=-1", "=3", "nodes=1.5", "nodes=9999999")) {
      assertThat(types("scale", "orders-db", wrong).exit()).as(wrong).isEqualTo(5);
    }
    server.only("POST");
  }

  @Test
  void scale_can_be_looked_at_before() {
    server.says(
        "POST " + ONE + ":preview",
        200,
        Wires.preview(new Change("worker", "create", "declared", List.of(), "")));
    assertThat(types("scale", "orders-db", "worker=3", "--dry-run").exit()).isEqualTo(2);
    assertThat(Data.tree(server.only("POST").body()))
        .isEqualTo(Data.tree("{\"scale\":{\"components\":{\"worker\":3}}}"));
  }

  @Test
  void what_destroys_data_asks_first() {
    server.says("DELETE " + ONE, 202, Wires.command("remove", "accepted"));
    assertThat(
            new Person(home)
                .at(server)
                .answers("n\n")
                .types("remove", "orders-db", "--destroy-data")
                .exit())
        .isEqualTo(5);
    assertThat(server.asked).isEmpty();
    assertThat(
            new Person(home)
                .at(server)
                .answers("y\n")
                .types("remove", "orders-db", "--destroy-data")
                .exit())
        .isZero();
    assertThat(server.only("DELETE").path()).endsWith("?retain=false&destroyData=true");
  }

  @Test
  void waiting_shows_each_component_and_ends_as_the_command_ends() {
    server
        .says("POST " + ONE + ":start", 202, Wires.command("start", "accepted"))
        .saysInTurn(
            "GET /projects/demo/commands/01K",
            List.of(Wires.command("start", "accepted"), Wires.command("start", "reached")))
        .says("GET " + ONE, 200, Wires.deployment("orders-db"))
        .says("GET " + ONE + "/runs", 200, Wires.page(List.of(Wires.run("done"))))
        .says("GET /projects/demo/runs/r1", 200, Wires.run("done"));
    var typed = types("start", "orders-db", "--wait", "--timeout", "5m");
    assertThat(typed.exit()).isZero();
    assertThat(typed.out())
        .isEqualTo("    ✔ database  created 1.1 s\n  orders-db: start reached in 2.3 s\n");
    assertThat(server.only("POST").path()).endsWith(":start?deadline=5m");
    server.says("GET /projects/demo/commands/01K", 200, Wires.command("start", "failed"));
    var failed = types("start", "orders-db", "--wait");
    assertThat(failed.exit()).isEqualTo(1);
    assertThat(failed.out()).contains("start failed after 2.3 s: the port is taken");
  }
}
