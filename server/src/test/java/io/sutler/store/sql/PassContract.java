package io.sutler.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.domain.Binding;
import io.sutler.domain.CommandKind;
import io.sutler.domain.CommandState;
import io.sutler.domain.Deployment;
import io.sutler.domain.Observed;
import io.sutler.domain.OutputValue;
import io.sutler.domain.Retained;
import io.sutler.domain.Run;
import io.sutler.domain.RunId;
import io.sutler.domain.RunState;
import io.sutler.domain.Step;
import io.sutler.domain.StepState;
import io.sutler.store.CommandEnd;
import io.sutler.store.Fence;
import io.sutler.store.Finish;
import io.sutler.store.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What passes read and write. */
abstract class PassContract extends StoreContract {
  PassContract(Database database) {
    super(database);
  }

  /** An end of a pass that saw this generation reached. */
  static Finish observing(long key, long mark, long generation) {
    var outputs = Map.of("url", new OutputValue("database", false, (Object) ("v" + generation)));
    var observed = new Observed(generation, List.of(), outputs);
    return finish(key, mark, Optional.of(observed), false, List.of(), false);
  }

  private static Finish finish(
      long key,
      long mark,
      Optional<Observed> observed,
      boolean markConsumers,
      List<Retained> retained,
      boolean removed) {
    return new Finish(
        key,
        observed,
        List.of(),
        Set.of(),
        List.of(),
        Optional.empty(),
        retained,
        markConsumers,
        removed,
        mark,
        Long.MAX_VALUE,
        0);
  }

  private static Finish removed(long key, long mark, Retained... retained) {
    return finish(key, mark, Optional.empty(), false, List.of(retained), true);
  }

  private Run run(Deployment d, String id) {
    return new Run(
        new RunId(id), d.id(), Optional.empty(), 1, "w", given.now(), Optional.empty(), "");
  }

  private Step step(String run, int number, StepState state) {
    return new Step(
        new RunId(run),
        number,
        "database",
        "create",
        "it is declared",
        state,
        given.now(),
        Optional.empty(),
        Optional.empty(),
        Optional.of("pid:7"),
        "2 hosts: ok 4");
  }

  private Retained retained(Deployment from, String id, String name) {
    return new Retained(
        id,
        from.project(),
        name,
        from.id(),
        from.name(),
        "database",
        Given.PLAN,
        "process",
        "local",
        "/data/1",
        2048,
        given.now(),
        Optional.empty());
  }

  static Fence stale(Fence f) {
    return new Fence(f.place(), f.shard(), f.number() - 1, f.holder());
  }

  @Test
  void a_snapshot_is_all_that_a_pass_needs() {
    var provider = installed("orders-db");
    store.passes().finish(fence(provider.key()), observing(provider.key(), 0, 1));
    var bindings =
        given.desired(
            Map.of("x", 1L),
            new Binding("db", provider.id(), "url"),
            new Binding("later", provider.id(), "not-yet"));
    var taken = take(given.install(demo, "shop", bindings));
    var d = deployment("shop");
    var component = given.component("web");
    var finish = Given.nothing(d.key(), 0);
    store
        .passes()
        .finish(
            fence(d.key()),
            new Finish(
                d.key(),
                Optional.empty(),
                List.of(component),
                Set.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                false,
                false,
                0,
                finish.due(),
                3));

    var snapshot = snapshot(d.key());

    assertThat(snapshot.deployment()).isEqualTo(d);
    assertThat(snapshot.project()).isEqualTo("demo");
    assertThat(snapshot.components()).containsExactly(component);
    assertThat(store.reads().components(d.key())).containsExactly(component);
    assertThat(snapshot.open()).containsExactly(taken.command());
    assertThat(snapshot.bound()).containsOnlyKeys("db");
    assertThat(snapshot.bound().get("db")).isEqualTo(new OutputValue("database", false, "v1"));
    assertThat(snapshot.mark()).isEqualTo(work(d.key()).mark());
    assertThat(snapshot.attempts()).isEqualTo(3);
    assertThat(store.passes().keyOf(d.id())).contains(d.key());
    assertThat(store.passes().read(d.key() + 1_000)).isEmpty();
  }

  @Test
  void a_command_that_waits_for_approval_is_not_open() {
    var d = installed("orders-db");
    var asked = given.keep(d, CommandKind.OPERATE);
    var c = asked.command();
    var proposed =
        new io.sutler.domain.Command(
            c.id(),
            c.project(),
            c.deployment(),
            c.deploymentName(),
            c.kind(),
            CommandState.PROPOSED,
            0,
            "backup",
            Map.of(),
            c.by(),
            c.face(),
            c.createdAt(),
            c.deadline(),
            c.endedAt(),
            "",
            Map.of());
    take(
        new io.sutler.store.Accept(
            proposed,
            asked.level(),
            asked.ifVersion(),
            asked.idempotency(),
            asked.uses(),
            asked.audit()));
    assertThat(snapshot(d.key()).open()).noneMatch(open -> open.id().equals(c.id()));
  }

  @Test
  void a_pass_ends_whole() {
    var d = installed("orders-db");
    var fence = fence(d.key());
    var run = run(d, "R1");
    assertThat(
            store
                .passes()
                .begin(fence, d.key(), run, List.of(step("R1", 0, StepState.DONE)), List.of()))
        .isTrue();
    assertThat(
            store
                .passes()
                .journal(fence, d.key(), step("R1", 1, StepState.STARTED), Optional.empty()))
        .isTrue();
    assertThat(store.passes().unfinished(d.key())).extracting(Step::number).containsExactly(0, 1);
    assertThat(store.passes().atWork(fence.shard())).containsExactly(d.key());
    assertThat(store.passes().atWork((fence.shard() + 1) % 64)).isEmpty();
    assertThat(
            store.passes().journal(fence, d.key(), step("R1", 1, StepState.DONE), Optional.empty()))
        .isTrue();
    var ended =
        new Run(
            run.id(),
            d.id(),
            run.command(),
            1,
            "w",
            run.startedAt(),
            Optional.of(given.now()),
            "reached");
    var command = snapshot(d.key()).open().getFirst();
    var outputs = Map.of("file", new OutputValue("backup", false, "f"));
    var end = new CommandEnd(command.id(), CommandState.REACHED, "ok", given.now(), outputs);
    var observed = observing(d.key(), 0, 1).observed();

    var written =
        store
            .passes()
            .finish(
                fence,
                new Finish(
                    d.key(),
                    observed,
                    List.of(given.component("a"), given.component("b")),
                    Set.of(),
                    List.of(end),
                    Optional.of(ended),
                    List.of(),
                    false,
                    false,
                    snapshot(d.key()).mark(),
                    42,
                    2));

    assertThat(written).isTrue();
    assertThat(deployment("orders-db").observed()).isEqualTo(observed.orElseThrow());
    assertThat(deployment("orders-db").version()).isEqualTo(1);
    assertThat(store.reads().components(d.key())).hasSize(2);
    assertThat(store.reads().run(run.id())).contains(ended);
    assertThat(store.reads().runs(d.id(), "", 10)).containsExactly(ended);
    assertThat(store.reads().runs(d.id(), "R1", 10)).isEmpty();
    assertThat(store.reads().steps(run.id())).hasSize(2);
    assertThat(store.passes().unfinished(d.key())).isEmpty();
    var reached = store.reads().command(demo.id(), command.id()).orElseThrow();
    assertThat(reached.state()).isEqualTo(CommandState.REACHED);
    assertThat(reached.outputs()).isEqualTo(outputs);
    assertThat(work(d.key())).matches(w -> w.due() == 42 && w.attempts() == 2 && !w.fresh());
    var gone = Given.nothing(d.key(), 0);
    store
        .passes()
        .finish(
            fence,
            new Finish(
                d.key(),
                Optional.empty(),
                List.of(),
                Set.of("a"),
                List.of(),
                Optional.empty(),
                List.of(),
                false,
                false,
                gone.mark(),
                1,
                0));
    assertThat(store.reads().components(d.key()))
        .singleElement()
        .matches(c -> c.name().equals("b"));
  }

  @Test
  void a_step_journaled_without_waiting_stands_before_what_is_written_after_it() {
    var d = installed("orders-db");
    var fence = fence(d.key());
    store
        .passes()
        .begin(fence, d.key(), run(d, "R1"), List.of(step("R1", 1, StepState.STARTED)), List.of());
    var stands =
        store.passes().journalSoon(fence, d.key(), step("R1", 1, StepState.DONE), Optional.empty());

    store.passes().journal(fence, d.key(), step("R1", 2, StepState.STARTED), Optional.empty());

    assertThat(store.passes().unfinished(d.key()))
        .extracting(Step::state)
        .containsExactly(StepState.DONE, StepState.STARTED);
    assertThat(stands.getAsBoolean()).isTrue();
  }

  @Test
  void what_a_dead_process_left_open_is_taken_over() {
    var d = installed("orders-db");
    var fence = fence(d.key());
    var intended = given.component("database");
    var started = List.of(step("R1", 0, StepState.DONE), step("R1", 1, StepState.STARTED));
    store.passes().begin(fence, d.key(), run(d, "R1"), started, List.of(intended));
    assertThat(store.reads().components(d.key())).containsExactly(intended);
    store
        .passes()
        .journal(
            fence, d.key(), step("R1", 2, StepState.WAITING), Optional.of(given.component("web")));
    assertThat(store.reads().components(d.key())).hasSize(2);
    assertThat(store.passes().unfinished(d.key()))
        .extracting(Step::number)
        .containsExactly(0, 1, 2);
    clock.pass(TTL);

    var cut = List.of(step("R1", 1, StepState.CANCELLED), step("R1", 2, StepState.CANCELLED));
    assertThat(store.passes().takeOver(fence, d.key(), cut, List.of(), given.now())).isTrue();

    assertThat(store.passes().unfinished(d.key())).isEmpty();
    var run = store.reads().run(new RunId("R1")).orElseThrow();
    assertThat(run.outcome()).isEqualTo("cut off");
    assertThat(run.endedAt()).contains(given.now());
    assertThat(store.reads().steps(run.id()))
        .extracting(Step::state)
        .containsExactly(StepState.DONE, StepState.CANCELLED, StepState.CANCELLED);
  }

  @Test
  void a_mark_during_a_pass_keeps_the_key_due() {
    var d = installed("orders-db");
    var before = snapshot(d.key());
    store.passes().mark(List.of(d.key()), false);
    var marked = work(d.key());
    assertThat(marked.mark()).isGreaterThan(before.mark());
    store.passes().finish(fence(d.key()), Given.nothing(d.key(), before.mark()));
    assertThat(work(d.key())).isEqualTo(marked);
    store.passes().finish(fence(d.key()), Given.nothing(d.key(), marked.mark()));
    assertThat(work(d.key()).due()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void marks_are_told_and_unknown_keys_are_left_out() {
    var d = installed("orders-db");
    store.passes().finish(fence(d.key()), Given.nothing(d.key(), snapshot(d.key()).mark()));
    var told = new ArrayList<Work>();
    store.passes().onMark(told::add);
    store.passes().mark(List.of(d.key(), 999_999L), true);
    assertThat(told).containsExactly(work(d.key()));
    assertThat(told.getFirst().fresh()).isTrue();
    store.passes().mark(List.of(), true);
    assertThat(told).hasSize(1);
  }

  @Test
  void a_stale_fence_writes_nothing() {
    var d = installed("orders-db");
    var fence = fence(d.key());
    var mark = snapshot(d.key()).mark();
    var before = work(d.key());
    var otherShard = new Fence("here", (fence.shard() + 1) % 64, fence.number(), fence.holder());
    var otherHolder = new Fence("here", fence.shard(), fence.number(), "somebody");
    for (var wrong : List.of(stale(fence), otherShard, otherHolder)) {
      assertThat(store.passes().begin(wrong, d.key(), run(d, "R1"), List.of(), List.of()))
          .isFalse();
      assertThat(
              store
                  .passes()
                  .journal(wrong, d.key(), step("R1", 1, StepState.STARTED), Optional.empty()))
          .isFalse();
      assertThat(store.passes().finish(wrong, observing(d.key(), mark, 1))).isFalse();
      assertThat(store.passes().finish(wrong, removed(d.key(), mark))).isFalse();
      assertThat(
              store
                  .passes()
                  .takeOver(wrong, d.key(), List.of(), List.of(given.component("x")), given.now()))
          .isFalse();
    }
    assertThat(deployment("orders-db")).isEqualTo(d);
    assertThat(store.reads().runs(d.id(), "", 10)).isEmpty();
    assertThat(store.reads().steps(new RunId("R1"))).isEmpty();
    assertThat(work(d.key())).isEqualTo(before);
  }

  @Test
  void a_released_fence_is_stale_and_the_next_one_is_greater() {
    var d = installed("orders-db");
    var first = fence("server-1", d.key());
    store.passes().release("server-1");
    assertThat(store.passes().finish(first, observing(d.key(), 0, 1))).isFalse();
    var second = fence("server-2", d.key());
    assertThat(second.number()).isGreaterThan(first.number());
    assertThat(store.passes().finish(first, observing(d.key(), 0, 1))).isFalse();
    assertThat(store.passes().finish(second, observing(d.key(), 0, 1))).isTrue();
  }

  @Test
  void fences_grow_from_process_to_process() {
    var first = fence("server-1", 1);
    store.passes().release("server-1");
    store.close();
    store = another();
    assertThat(fence("server-1/later", 1).number()).isGreaterThan(first.number());
  }

  @Test
  void changed_outputs_mark_the_consumers() {
    var provider = installed("orders-db");
    take(
        given.install(
            demo, "shop", given.desired(Map.of(), new Binding("db", provider.id(), "url"))));
    var shop = deployment("shop");
    store
        .passes()
        .finish(fence(shop.key()), Given.nothing(shop.key(), snapshot(shop.key()).mark()));
    var told = new ArrayList<Work>();
    store.passes().onMark(told::add);
    var observed = observing(provider.key(), 0, 1).observed();
    store
        .passes()
        .finish(fence(provider.key()), finish(provider.key(), 0, observed, true, List.of(), false));
    assertThat(told).containsExactly(work(shop.key()));
    assertThat(work(shop.key()).due()).isLessThan(Long.MAX_VALUE);
  }

  @Test
  void a_removal_seen_to_its_end_leaves_the_records_alone() {
    var provider = installed("orders-db");
    take(
        given.install(
            demo, "shop", given.desired(Map.of(), new Binding("db", provider.id(), "url"))));
    var d = deployment("shop");
    var fence = fence(d.key());
    store
        .passes()
        .begin(fence, d.key(), run(d, "R1"), List.of(step("R1", 0, StepState.DONE)), List.of());
    store.logs().append(new RunId("R1"), 0, given.now(), "hello");
    store.secrets().put(d.id() + "/pw", demo.id(), Optional.of(d.id()), new byte[] {1});
    var remove = take(given.keeping(5_000, d)).command();
    var late = take(given.keep(d, CommandKind.OPERATE)).command();

    assertThat(
            store
                .passes()
                .finish(
                    fence,
                    removed(d.key(), snapshot(d.key()).mark(), retained(d, "T1", "shop-data"))))
        .isTrue();

    assertThat(store.reads().deployment(demo.id(), "shop")).isEmpty();
    assertThat(store.passes().read(d.key())).isEmpty();
    assertThat(store.reads().consumers(provider.id())).isEmpty();
    assertThat(store.secrets().get(d.id() + "/pw")).isEmpty();
    assertThat(store.reads().existing(List.of(d.id(), provider.id())))
        .containsExactly(provider.id());
    var usage = store.reads().usage(demo.id());
    assertThat(usage.deployments()).isEqualTo(1);
    assertThat(usage.perPlan()).isEqualTo(Map.of(Given.PLAN, 1L));
    assertThat(usage.resources().cpus()).isEqualTo(1000);
    assertThat(usage.retained()).isEqualTo(2048);
    assertThat(store.reads().retained(demo.id())).hasSize(1);
    assertThat(store.reads().commands(demo.id(), Optional.of(d.id()), "", 10)).hasSize(3);
    assertThat(store.reads().command(demo.id(), remove.id()).orElseThrow().endedAt()).isPresent();
    assertThat(store.reads().command(demo.id(), late.id()).orElseThrow().state())
        .isEqualTo(CommandState.CANCELLED);
    assertThat(store.reads().runs(d.id(), "", 10)).hasSize(1);
    assertThat(store.logs().read(new RunId("R1"), 0, 10)).hasSize(1);
    assertThat(store.passes().finish(fence, observing(d.key(), 0, 1))).isFalse();
    take(given.install(demo, "shop"));
    assertThat(deployment("shop").key()).isNotEqualTo(d.key());
  }

  @Test
  void a_new_level_wins_over_the_end_of_a_removal() {
    var d = installed("orders-db");
    take(given.remove(d));
    var mark = snapshot(d.key()).mark();
    take(given.update(d, CommandKind.INSTALL, d.desired()));
    assertThat(store.passes().finish(fence(d.key()), removed(d.key(), mark))).isTrue();
    assertThat(deployment("orders-db").desired().runState()).isEqualTo(RunState.RUNNING);
    assertThat(work(d.key()).due()).isLessThan(Long.MAX_VALUE);
  }

  @Test
  void retained_storage_is_listed_adopted_once_and_removed() {
    var d = installed("orders-db");
    take(given.remove(d));
    var kept = retained(d, "T1", "orders-data");
    store.passes().finish(fence(d.key()), removed(d.key(), snapshot(d.key()).mark(), kept));
    var e = installed("orders-db");
    take(given.remove(e));
    store
        .passes()
        .finish(
            fence(e.key()),
            removed(e.key(), snapshot(e.key()).mark(), retained(e, "T2", "orders-data")));
    assertThat(store.reads().retained(demo.id()))
        .extracting(Retained::name)
        .containsExactly("orders-data", "orders-data-2");
    assertThat(store.reads().retained(demo.id(), "orders-data")).contains(kept);

    var adopting = Given.adopting("T1", given.desired(Map.of()));
    take(given.install(demo, "new-db", adopting));
    assertThat(store.intents().accept(given.install(demo, "newer-db", adopting)))
        .isEqualTo(new io.sutler.store.Accepted.Gone("retained storage T1"));
    assertThat(store.accounts().remove(demo.id())).isFalse();
    assertThat(store.reads().removeRetained(demo.id(), "T1")).isTrue();
    assertThat(store.reads().removeRetained(demo.id(), "T1")).isFalse();
    assertThat(store.reads().usage(demo.id()).retained()).isEqualTo(2048);

    assertThat(store.intents().expireRetained(demo.id(), "T2", given.now())).isTrue();
    assertThat(store.intents().expireRetained(demo.id(), "T1", given.now())).isFalse();
    assertThat(store.reads().expiredRetained(given.now().plusSeconds(1), 10))
        .extracting(Retained::id)
        .containsExactly("T2");
    assertThat(store.reads().expiredRetained(given.now(), 10)).isEmpty();
  }

  @Test
  void a_scan_gives_each_key_of_its_place_once() {
    var keys = new ArrayList<Long>();
    for (int i = 0; i < 70; i++) {
      keys.add(take(given.install(demo, "d" + i)).key());
    }
    var seen = new ArrayList<Long>();
    for (int shard = 0; shard < Work.SHARDS; shard++) {
      store.passes().scan("here", shard, w -> seen.add(w.key()));
      store.passes().scan("elsewhere", shard, w -> seen.add(w.key()));
    }
    assertThat(seen).containsExactlyInAnyOrderElementsOf(keys);
  }
}
