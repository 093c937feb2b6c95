package io.sutler.cli;

import io.sutler.wire.Binding;
import io.sutler.wire.Change;
import io.sutler.wire.Command;
import io.sutler.wire.Component;
import io.sutler.wire.Condition;
import io.sutler.wire.Deployment;
import io.sutler.wire.DeploymentMember;
import io.sutler.wire.Desired;
import io.sutler.wire.Fault;
import io.sutler.wire.Metadata;
import io.sutler.wire.Observed;
import io.sutler.wire.Output;
import io.sutler.wire.Page;
import io.sutler.wire.Preview;
import io.sutler.wire.Problem;
import io.sutler.wire.Run;
import io.sutler.wire.Step;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Records as the server would send them. */
final class Wires {
  static final Instant THEN = Instant.parse("2026-11-21T14:00:00Z");

  private Wires() {}

  static Deployment deployment(String name) {
    return deployment(name, Map.of("max_connections", 100), List.of());
  }

  static Deployment deployment(String name, Map<String, Object> params, List<Binding> bindings) {
    return new Deployment(
        new Metadata("id-" + name, name, name, "demo", 1, "7", THEN),
        new Desired(
            "postgresql@1.2.0",
            "d1",
            params,
            bindings,
            "local",
            "running",
            false,
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Map.of()),
        new Observed(
            1,
            List.of(
                new Component(
                    "database",
                    "process",
                    "local",
                    Map.of(),
                    Optional.empty(),
                    0,
                    Optional.empty(),
                    THEN)),
            List.of(
                new DeploymentMember(
                    "database-0",
                    "database",
                    "",
                    "up",
                    "",
                    Optional.of(THEN),
                    Map.of("pid", "4203", "host_key", "ssh-ed25519 AAAA")))),
        List.of(new Condition("ready", true, "", "", THEN)),
        Map.of("url", new Output("database", true, Optional.empty())));
  }

  static Command command(String kind, String state) {
    var ended =
        state.equals("accepted") ? Optional.<Instant>empty() : Optional.of(THEN.plusMillis(2300));
    return new Command(
        "01K",
        kind,
        "orders-db",
        "id-orders-db",
        state,
        1,
        Optional.empty(),
        Map.of(),
        "admin",
        "v1",
        THEN,
        THEN.plusSeconds(3600),
        ended,
        Optional.empty(),
        state.equals("failed") ? Optional.of("the port is taken") : Optional.empty(),
        Map.of());
  }

  static Run run(String state) {
    var ended =
        state.equals("done") ? Optional.of(THEN.plusMillis(1100)) : Optional.<Instant>empty();
    return new Run(
        "r1",
        "id-orders-db",
        Optional.empty(),
        1,
        "w",
        THEN,
        ended,
        ended.map(e -> "reached"),
        List.of(
            new Step(
                0,
                "",
                "dispatch",
                "",
                "done",
                THEN,
                Optional.of(THEN),
                Optional.empty(),
                Optional.empty()),
            new Step(
                1,
                "database",
                "create",
                "it is declared and not there",
                state,
                THEN,
                ended,
                Optional.empty(),
                Optional.empty())));
  }

  static Problem problem(int status, String code, String detail, Fault... faults) {
    return new Problem(
        "about:blank", "No", status, code, detail, List.of(faults), Map.of(), Optional.empty());
  }

  static Preview preview(Change... changes) {
    return new Preview(
        List.of(changes),
        Map.of("change", changes.length),
        List.of(),
        changes.length == 0 ? List.of() : List.of("something"),
        "quota after: 1 of 5 deployments");
  }

  static <T> Page<T> page(List<T> items) {
    return new Page<>(items, Optional.empty());
  }
}
