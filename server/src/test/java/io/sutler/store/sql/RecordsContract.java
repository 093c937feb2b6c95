package io.sutler.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.domain.ProjectId;
import io.sutler.domain.Quota;
import io.sutler.domain.Region;
import io.sutler.domain.Role;
import io.sutler.domain.RunId;
import io.sutler.domain.Trust;
import io.sutler.domain.UserId;
import io.sutler.store.Accounts.Member;
import io.sutler.store.Accounts.Token;
import io.sutler.store.Accounts.User;
import io.sutler.store.Logs;
import io.sutler.store.Plans.PlanRow;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Accounts, plans, regions, secrets, logs and the audit. */
abstract class RecordsContract extends StoreContract {
  RecordsContract(Database database) {
    super(database);
  }

  private User user(String name) {
    return new User(new UserId(given.id()), name, "argon2", false, given.now());
  }

  private PlanRow plan(String version, String digest, Optional<ProjectId> project, Instant at) {
    return new PlanRow(
        digest,
        "postgresql",
        version,
        project,
        Trust.OPERATOR,
        "PostgreSQL",
        "database",
        "kind: Plan\n",
        Map.of("monitoring@1", "d0"),
        "mira",
        at);
  }

  @Test
  void projects_are_made_found_paged_and_removed() {
    assertThat(
            store
                .accounts()
                .create(
                    new io.sutler.domain.Project(
                        new ProjectId("other"), "demo", "", Quota.UNLIMITED, given.now())))
        .isFalse();
    var quota = new Quota(1, Map.of("postgresql", 2L), 3, 4, 5, 6);
    var b = given.project(store, "b-2", quota);
    var ba = given.project(store, "ba", Quota.UNLIMITED);
    assertThat(store.accounts().project("b-2")).contains(b);
    assertThat(store.accounts().project(b.id())).contains(b);
    assertThat(store.accounts().projects("", 2)).containsExactly(b, ba);
    assertThat(store.accounts().projects("ba", 2)).containsExactly(demo);
    assertThat(store.accounts().setQuota(ba.id(), quota)).isTrue();
    assertThat(store.accounts().project("ba").orElseThrow().quota()).isEqualTo(quota);
    assertThat(store.accounts().setQuota(new ProjectId("none"), quota)).isFalse();
    installed("orders-db");
    assertThat(store.accounts().remove(demo.id())).isFalse();
    assertThat(store.accounts().remove(b.id())).isTrue();
    assertThat(store.accounts().remove(b.id())).isFalse();
    assertThat(store.accounts().project("b-2")).isEmpty();
    given.project(store, "b-2", quota);
  }

  @Test
  void users_have_roles_and_go_with_all_they_had() {
    var mira = user("mira");
    assertThat(store.accounts().create(mira)).isTrue();
    assertThat(store.accounts().create(user("mira"))).isFalse();
    var jon = user("jon");
    store.accounts().create(jon);
    assertThat(store.accounts().users("", 10)).containsExactly(jon, mira);
    assertThat(store.accounts().users("jon", 10)).containsExactly(mira);
    store.accounts().setPassword(mira.id(), "argon2-new");
    assertThat(store.accounts().user("mira").orElseThrow().passwordHash()).isEqualTo("argon2-new");
    assertThat(store.accounts().user(jon.id())).contains(jon);
    store.accounts().grant(demo.id(), mira.id(), Role.VIEWER);
    store.accounts().grant(demo.id(), mira.id(), Role.OWNER);
    assertThat(store.accounts().rolesOf(mira.id())).isEqualTo(Map.of(demo.id(), Role.OWNER));
    assertThat(store.accounts().members(demo.id()))
        .containsExactly(new Member(mira.id(), "mira", Role.OWNER));
    assertThat(store.accounts().revoke(demo.id(), mira.id())).isTrue();
    assertThat(store.accounts().revoke(demo.id(), mira.id())).isFalse();
    store.accounts().grant(demo.id(), mira.id(), Role.OWNER);
    assertThat(store.accounts().remove(mira.id())).isTrue();
    assertThat(store.accounts().remove(mira.id())).isFalse();
    assertThat(store.accounts().members(demo.id())).isEmpty();
  }

  @Test
  void tokens_are_found_by_hash_until_revoked() {
    var mira = user("mira");
    store.accounts().create(mira);
    var token =
        new Token(
            "t1",
            "hash1",
            "laptop",
            mira.id(),
            Optional.of(demo.id()),
            Role.EDITOR,
            Set.of("read", "write"),
            given.now(),
            Optional.of(given.now().plusSeconds(9)));
    var plain =
        new Token(
            "t2",
            "hash2",
            "",
            mira.id(),
            Optional.empty(),
            Role.ADMIN,
            Set.of(),
            given.now().plusSeconds(1),
            Optional.empty());
    store.accounts().create(token);
    store.accounts().create(plain);
    assertThat(store.accounts().token("hash1")).contains(token);
    assertThat(store.accounts().tokens(mira.id())).containsExactly(token, plain);
    assertThat(store.accounts().revokeToken("t1")).isTrue();
    assertThat(store.accounts().revokeToken("t1")).isFalse();
    assertThat(store.accounts().token("hash1")).isEmpty();
    store.accounts().remove(mira.id());
    assertThat(store.accounts().token("hash2")).isEmpty();
  }

  @Test
  void a_published_version_never_changes() {
    var one = plan("1.0.0", "d1", Optional.empty(), given.now());
    var bytes = new byte[] {0, 1, (byte) 0xff, 'P', 'K'};
    assertThat(store.plans().publish(one, bytes)).isTrue();
    assertThat(store.plans().publish(one, bytes)).isTrue();
    assertThat(store.plans().publish(plan("1.0.0", "dX", Optional.empty(), given.now()), bytes))
        .isFalse();
    assertThat(store.plans().bundle("dX")).isEmpty();
    assertThat(store.plans().bundle("d1")).contains(bytes);
    assertThat(store.plans().byDigest("d1")).contains(one);
    assertThat(store.plans().byDigest("dX")).isEmpty();
  }

  @Test
  void a_projects_own_plans_come_first_and_are_seen_by_it_alone() {
    var global = plan("1.0.0", "d1", Optional.empty(), given.now().plusSeconds(5));
    var own = plan("1.0.0", "d2", Optional.of(demo.id()), given.now());
    var newer = plan("1.1.0", "d3", Optional.of(demo.id()), given.now().plusSeconds(1));
    for (var each : List.of(global, own, newer)) {
      assertThat(store.plans().publish(each, new byte[] {1})).isTrue();
    }
    var mine = Optional.of(demo.id());
    assertThat(store.plans().find(mine, "postgresql", "1.0.0")).contains(own);
    assertThat(store.plans().find(Optional.empty(), "postgresql", "1.0.0")).contains(global);
    assertThat(store.plans().find(Optional.empty(), "postgresql", "1.1.0")).isEmpty();
    assertThat(store.plans().versions(mine, "postgresql")).containsExactly(newer, own, global);
    assertThat(store.plans().versions(Optional.empty(), "postgresql")).containsExactly(global);
    assertThat(store.plans().list(mine)).containsExactly(newer, own, global);
    assertThat(store.plans().list(Optional.of(new ProjectId("x")))).containsExactly(global);
  }

  @Test
  void regions_are_put_found_and_removed() {
    var global =
        new Region(
            "local", Optional.empty(), "local", "here", Map.of("a", List.of(1L)), "", false, 4);
    var own = new Region("local", Optional.of(demo.id()), "hosts", "", Map.of(), "key", true, 1);
    store.plans().put(own);
    store.plans().put(global);
    var mine = Optional.of(demo.id());
    assertThat(store.plans().region(mine, "local")).contains(own);
    assertThat(store.plans().region(Optional.empty(), "local")).contains(global);
    assertThat(store.plans().regions(mine)).containsExactly(own, global);
    assertThat(store.plans().regions(Optional.of(new ProjectId("x")))).containsExactly(global);
    assertThat(store.plans().everyRegion()).containsExactly(global, own);
    assertThat(store.plans().removeRegion(mine, "local")).isTrue();
    assertThat(store.plans().removeRegion(mine, "local")).isFalse();
    assertThat(store.plans().region(mine, "local")).contains(global);
  }

  @Test
  void secrets_are_put_kept_and_removed() {
    var bytes = new byte[] {0, (byte) 0x80, 7};
    store.secrets().put("p/a", demo.id(), Optional.empty(), bytes);
    assertThat(store.secrets().putOnce("p/a", demo.id(), Optional.empty(), new byte[] {9}))
        .isEqualTo(bytes);
    assertThat(store.secrets().putOnce("p/b", demo.id(), Optional.empty(), new byte[] {9}))
        .isEqualTo(new byte[] {9});
    store.secrets().put("p/b", demo.id(), Optional.empty(), new byte[] {8});
    assertThat(store.secrets().get("p/b")).contains(new byte[] {8});
    assertThat(store.secrets().ids(demo.id())).containsExactly("p/a", "p/b");
    assertThat(store.secrets().remove("p/a")).isTrue();
    assertThat(store.secrets().remove("p/a")).isFalse();
    assertThat(store.secrets().get("p/a")).isEmpty();
  }

  @Test
  void logs_are_numbered_per_run_and_read_on_from_anywhere() {
    var run = new RunId("R1");
    for (int i = 1; i <= 50; i++) {
      store.logs().append(run, i % 3, given.now(), "line " + i + "\u0000\n");
    }
    store.logs().append(new RunId("R2"), 0, given.now(), "other");
    Awaitility.await().until(() -> store.logs().read(run, 0, 100).size() == 50);
    var rest = store.logs().read(run, 48, 100);
    assertThat(rest).extracting(Logs.Chunk::seq).containsExactly(49L, 50L);
    assertThat(rest.getFirst().text()).isEqualTo("line 49\uFFFD\n");
    assertThat(store.logs().read(run, 0, 3)).hasSize(3);
  }

  @Test
  void a_log_without_end_is_cut_with_a_word() {
    var run = new RunId("R1");
    var text = "é".repeat(1 << 20);
    for (int i = 0; i < 20; i++) {
      store.logs().append(run, 0, given.now(), text);
    }
    store.close();
    store = another();
    store.logs().append(run, 0, given.now(), "more");
    store.close();
    store = another();
    var chunks = store.logs().read(run, 0, 10_000);
    assertThat(chunks.getLast().text()).isEqualTo(LogBatch.CUT);
    assertThat(chunks.stream().mapToLong(c -> c.text().length()).sum())
        .isLessThanOrEqualTo(LogBatch.LIMIT + LogBatch.CUT.length());
  }

  @Test
  void the_audit_is_a_chain_and_a_change_of_it_is_found() throws Exception {
    for (int i = 0; i < 5; i++) {
      store.audits().append(Optional.of(demo.id()), given.now(), Given.audit("sign-in", "n" + i));
    }
    store.audits().append(Optional.empty(), given.now(), Given.audit("start", "server"));
    var of = Optional.of(demo.id());
    assertThat(store.audits().page(of, Long.MAX_VALUE, 2))
        .extracting(r -> r.seq())
        .containsExactly(5L, 4L);
    assertThat(store.audits().page(of, 4, 2)).extracting(r -> r.seq()).containsExactly(3L, 2L);
    assertThat(store.audits().page(of, 2, 2).getFirst().entry().after()).isEqualTo(Map.of("n", 1L));
    assertThat(store.audits().verify(of)).isEmpty();
    assertThat(store.audits().verify(Optional.empty())).isEmpty();

    tamper("UPDATE audit SET outcome = 'refused' WHERE seq = 3 AND project <> ''");
    assertThat(store.audits().verify(of)).contains(3L);
    tamper("UPDATE audit SET outcome = 'accepted' WHERE seq = 3 AND project <> ''");
    assertThat(store.audits().verify(of)).isEmpty();
    tamper("DELETE FROM audit WHERE seq = 5 AND project <> ''");
    assertThat(store.audits().verify(of)).contains(5L);
    tamper("DELETE FROM audit WHERE seq = 2 AND project <> ''");
    assertThat(store.audits().verify(of)).contains(2L);
    assertThat(store.audits().verify(Optional.empty())).isEmpty();
  }

  private void tamper(String sql) throws Exception {
    try (var connection = database().connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void lists_are_pages_and_counts_are_counts() {
    for (var name : List.of("a", "b-1", "b", "c")) {
      installed(name);
    }
    assertThat(store.reads().deployments(demo.id(), "", 3))
        .extracting(d -> d.name())
        .containsExactly("a", "b", "b-1");
    assertThat(store.reads().deployments(demo.id(), "b-1", 3))
        .extracting(d -> d.name())
        .containsExactly("c");
    var commands = store.reads().commands(demo.id(), Optional.empty(), "", 10);
    assertThat(commands)
        .hasSize(4)
        .isSortedAccordingTo((x, y) -> y.id().value().compareTo(x.id().value()));
    assertThat(
            store.reads().commands(demo.id(), Optional.empty(), commands.get(2).id().value(), 10))
        .containsExactly(commands.get(3));
    assertThat(store.reads().deployment(deployment("b").id())).contains(deployment("b"));
    assertThat(store.reads().counts())
        .containsEntry("deployment", 4L)
        .containsEntry("command_open", 4L);
    assertThat(store.reads().existing(List.of())).isEmpty();
    assertThat(store.accepts()).isTrue();
    assertThat(store.installation()).hasSize(26);
  }
}
