package io.sutler.intent;

import static io.sutler.intent.IntentRoom.db;
import static io.sutler.intent.IntentRoom.params;
import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.access.Caller;
import io.sutler.domain.CommandId;
import io.sutler.domain.Quota;
import io.sutler.domain.Refusal;
import io.sutler.domain.Refusal.Kind;
import io.sutler.domain.Region;
import io.sutler.domain.Role;
import io.sutler.domain.RunState;
import io.sutler.intent.Commands.Terms;
import io.sutler.view.Follow;
import io.sutler.view.ShowDeployments;
import io.sutler.view.ShowProjects;
import io.sutler.view.ShowRuns;
import io.sutler.view.ShowUsers;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every act by every role, in one's own project and in another tenant's. */
class RolesTest {
  @TempDir Path dir;
  private IntentRoom room;
  private final Map<String, Consumer<Caller>> reads = new LinkedHashMap<>();
  private final Map<String, Consumer<Caller>> writes = new LinkedHashMap<>();
  private final Map<String, Consumer<Caller>> owns = new LinkedHashMap<>();
  private final Map<String, Consumer<Caller>> admins = new LinkedHashMap<>();

  @BeforeEach
  void open() {
    room = new IntentRoom(dir).withPlans();
    room.commands.install(room.admin, "demo", db("orders"), Terms.PLAIN);
    room.users.create(room.admin, "ghost", Optional.empty(), false);
    new ManageSecrets(room.desk).put(room.admin, "demo", "KEY", "value-of-key");
    reading();
    writing();
    owning();
    administering();
  }

  @AfterEach
  void close() {
    room.close();
  }

  private void reading() {
    var deployments = new ShowDeployments(room.store, room.access);
    var runs = new ShowRuns(room.store, room.access);
    var projects = new ShowProjects(room.store, room.access, room.clock);
    reads.put("list", c -> deployments.list(c, "demo", "", 10));
    reads.put("show", c -> deployments.show(c, "demo", "orders"));
    reads.put("story", c -> deployments.story(c, "demo", "orders", 10));
    reads.put("commands", c -> runs.commands(c, "demo", Optional.of("orders"), "", 10));
    reads.put("runs", c -> runs.runs(c, "demo", "orders", "", 10));
    reads.put(
        "follow", c -> new Follow(room.store, room.access).deployment(c, "demo", "orders", ""));
    reads.put("project", c -> projects.show(c, "demo"));
    reads.put("members", c -> projects.members(c, "demo"));
    reads.put("usage", c -> projects.usage(c, "demo"));
    reads.put("retained", c -> projects.retained(c, "demo"));
    reads.put("secret names", c -> projects.secrets(c, "demo"));
    reads.put("propose", c -> room.commands.propose(c, "demo", "orders", params(Map.of())));
  }

  private void writing() {
    var secrets = new ManageSecrets(room.desk);
    writes.put(
        "update", c -> room.commands.update(c, "demo", "orders", params(Map.of()), Terms.PLAIN));
    writes.put(
        "stop", c -> room.commands.runState(c, "demo", "orders", RunState.STOPPED, Terms.PLAIN));
    writes.put("hold", c -> room.commands.hold(c, "demo", "orders", true, Terms.PLAIN));
    writes.put("retry", c -> room.commands.retry(c, "demo", "orders", Terms.PLAIN));
    writes.put(
        "operate",
        c -> room.commands.operate(c, "demo", "orders", "backup", Map.of(), false, Terms.PLAIN));
    writes.put("install", c -> room.commands.install(c, "demo", db("by-" + c.name()), Terms.PLAIN));
    writes.put("put secret", c -> secrets.put(c, "demo", "OTHER", "x"));
    writes.put("reveal secret", c -> secrets.reveal(c, "demo", "KEY"));
    writes.put("cancel", c -> room.commands.cancel(c, "demo", newUpdate()));
  }

  private void owning() {
    var projects = new ShowProjects(room.store, room.access, room.clock);
    owns.put("grant", c -> room.projects.grant(c, "demo", "ghost", Role.VIEWER));
    owns.put("audit", c -> projects.audit(c, "demo", "", 10));
    owns.put(
        "region", c -> new ManageRegions(room.desk).put(c, Optional.of("demo"), region("hosts")));
  }

  private void administering() {
    admins.put("quota", c -> room.projects.setQuota(c, "demo", Quota.UNLIMITED));
    admins.put(
        "create project", c -> room.projects.create(c, "p-" + c.name(), "", Quota.UNLIMITED));
    admins.put("create user", c -> room.users.create(c, "u-" + c.name(), Optional.empty(), false));
    admins.put(
        "global plan",
        c -> room.plans.publish(c, Optional.empty(), IntentRoom.zip(IntentRoom.APP)));
    admins.put(
        "global region",
        c -> new ManageRegions(room.desk).put(c, Optional.empty(), region("hosts")));
    admins.put(
        "region on this machine",
        c -> new ManageRegions(room.desk).put(c, Optional.of("demo"), region("local")));
    admins.put("audit of all", c -> new ShowUsers(room.store, room.access).audit(c, "", 10));
  }

  @Test
  void each_role_may_do_its_own_acts_and_no_others() {
    var viewer = room.user("vera", "demo", Role.VIEWER);
    var editor = room.user("edda", "demo", Role.EDITOR);
    var owner = room.user("olga", "demo", Role.OWNER);
    may(reads, viewer, editor, owner, room.admin);
    may(writes, editor, owner);
    mayNot(Kind.FORBIDDEN, writes, viewer);
    may(owns, owner, room.admin);
    mayNot(Kind.FORBIDDEN, owns, viewer, editor);
    may(admins, room.admin);
    mayNot(Kind.FORBIDDEN, admins, viewer, editor, owner);
  }

  @Test
  void what_another_tenant_has_is_not_there() {
    room.project("other", Quota.UNLIMITED);
    var stranger = room.user("sam", "other", Role.OWNER);
    mayNot(Kind.NOT_FOUND, reads, stranger);
    mayNot(Kind.NOT_FOUND, writes, stranger);
    mayNot(Kind.NOT_FOUND, owns, stranger);
    var hidden = refused(stranger, c -> room.projects.grant(c, "demo", "sam", Role.OWNER));
    var absent = refused(stranger, c -> room.projects.grant(c, "nothing", "sam", Role.OWNER));
    assertThat(hidden.orElseThrow().sentence().replace("demo", "x"))
        .isEqualTo(absent.orElseThrow().sentence().replace("nothing", "x"));
  }

  @Test
  void a_command_and_a_run_of_another_project_are_not_there() {
    room.project("other", Quota.UNLIMITED);
    var stranger = room.user("sam", "other", Role.OWNER);
    var id = newUpdate();
    var runs = new ShowRuns(room.store, room.access);
    assertThat(refused(stranger, c -> runs.command(c, "other", id)).orElseThrow().kind())
        .isEqualTo(Kind.NOT_FOUND);
    assertThat(refused(stranger, c -> room.commands.cancel(c, "other", id)).orElseThrow().kind())
        .isEqualTo(Kind.NOT_FOUND);
  }

  @Test
  void a_token_with_the_scope_read_only_reads() {
    var owner = room.user("olga", "demo", Role.OWNER);
    var limited = new Caller(owner.user(), "olga", false, owner.roles(), Set.of("read"), "test");
    may(reads, limited);
    mayNot(Kind.FORBIDDEN, writes, limited);
    var noReveal =
        new Caller(owner.user(), "olga", false, owner.roles(), Set.of("read", "write"), "test");
    assertThat(refused(noReveal, act("reveal secret")).orElseThrow().code())
        .isEqualTo("scope-missing");
  }

  @Test
  void every_refusal_is_in_the_audit_of_the_project_but_a_strangers_is_not() {
    var viewer = room.user("vera", "demo", Role.VIEWER);
    room.project("other", Quota.UNLIMITED);
    var stranger = room.user("sam", "other", Role.OWNER);
    refused(viewer, act("stop"));
    refused(stranger, act("stop"));
    var rows = room.store.audits().page(Optional.of(room.demo.id()), Long.MAX_VALUE, 100);
    assertThat(rows)
        .anySatisfy(row -> {
          assertThat(row.entry().by()).isEqualTo("vera");
          assertThat(row.entry().action()).isEqualTo("stop");
          assertThat(row.entry().outcome()).isEqualTo("refused: forbidden");
        })
        .noneSatisfy(row -> assertThat(row.entry().by()).isEqualTo("sam"));
    assertThat(room.store.audits().page(Optional.empty(), Long.MAX_VALUE, 100))
        .anySatisfy(row -> assertThat(row.entry().by()).isEqualTo("sam"));
    assertThat(room.store.audits().verify(Optional.of(room.demo.id()))).isEmpty();
  }

  private Consumer<Caller> act(String name) {
    return java.util.Objects.requireNonNull(writes.get(name));
  }

  private CommandId newUpdate() {
    return room.commands
        .update(room.admin, "demo", "orders", params(Map.of("note", "x")), Terms.PLAIN)
        .command()
        .id();
  }

  private static Region region(String kind) {
    return new Region("r-" + kind, Optional.empty(), kind, "", Map.of(), "", false, 4);
  }

  private static void may(Map<String, Consumer<Caller>> acts, Caller... callers) {
    for (var caller : callers) {
      acts.forEach((name, act) ->
          assertThat(refused(caller, act).map(Refusal::sentence))
              .as(caller.name() + " may " + name)
              .isEmpty());
    }
  }

  private static void mayNot(Kind kind, Map<String, Consumer<Caller>> acts, Caller... callers) {
    for (var caller : callers) {
      acts.forEach((name, act) ->
          assertThat(refused(caller, act).map(Refusal::kind))
              .as(caller.name() + " may not " + name)
              .contains(kind));
    }
  }

  private static Optional<Refusal> refused(Caller caller, Consumer<Caller> act) {
    try {
      act.accept(caller);
      return Optional.empty();
    } catch (Refusal refusal) {
      return Optional.of(refusal);
    }
  }
}
