package io.sutler.view;

import static io.sutler.intent.IntentRoom.db;
import static io.sutler.intent.IntentRoom.params;
import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.domain.CommandState;
import io.sutler.domain.Condition;
import io.sutler.domain.ConditionType;
import io.sutler.domain.Observed;
import io.sutler.domain.OutputValue;
import io.sutler.domain.Run;
import io.sutler.domain.RunId;
import io.sutler.domain.SecretRef;
import io.sutler.domain.Step;
import io.sutler.domain.StepState;
import io.sutler.intent.Commands.Terms;
import io.sutler.intent.IntentRoom;
import io.sutler.json.Json;
import io.sutler.store.Fence;
import io.sutler.store.Finish;
import io.sutler.store.Work;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FollowTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  @TempDir Path dir;
  private IntentRoom room;
  private Follow follow;

  @BeforeEach
  void open() {
    room = new IntentRoom(dir).withPlans();
    room.commands.install(room.admin, "demo", db("orders"), Terms.PLAIN);
    follow = new Follow(room.store, room.access);
  }

  @AfterEach
  void close() {
    room.close();
  }

  @Test
  void a_follower_gets_the_present_state_each_change_and_the_end() throws Exception {
    var place = follow.deployment(room.admin, "demo", "orders", "");
    assertThat(changed(place).deployment().deployment().version()).isEqualTo(1);
    assertThat(place.next(Duration.ofMillis(1))).isEmpty();
    room.commands.update(room.admin, "demo", "orders", params(Map.of("note", "x")), Terms.PLAIN);
    assertThat(changed(place).deployment().deployment().generation()).isEqualTo(2);
    room.commands.remove(room.admin, "demo", "orders", true, false, Terms.PLAIN);
    assertThat(changed(place).deployment().deployment().generation()).isEqualTo(3);
    finish(Optional.empty(), Optional.empty(), true);
    assertThat(place.next(LONG)).get().isInstanceOf(Follow.Event.Gone.class);
    assertThat(place.next(Duration.ofMillis(1))).isEmpty();
  }

  @Test
  void what_was_seen_is_told_too_and_a_known_state_is_not_told_again() throws Exception {
    var place = follow.deployment(room.admin, "demo", "orders", "");
    var first = changed(place).state();
    var seen =
        new Condition(ConditionType.READY, true, "Ready", "it answers", room.clock.instant());
    finish(Optional.empty(), Optional.of(new Observed(1, List.of(seen), Map.of())), false);
    var second = changed(place);
    assertThat(second.deployment().deployment().observed().conditions()).containsExactly(seen);
    assertThat(second.state()).isNotEqualTo(first);
    var resumed = follow.deployment(room.admin, "demo", "orders", second.state());
    assertThat(resumed.next(Duration.ofMillis(1))).isEmpty();
    var late = follow.deployment(room.admin, "demo", "orders", first);
    assertThat(changed(late).state()).isEqualTo(second.state());
  }

  @Test
  void a_command_is_waited_for_until_it_ends() throws Exception {
    var command =
        room.commands
            .update(room.admin, "demo", "orders", params(Map.of("note", "x")), Terms.PLAIN)
            .command();
    assertThat(follow.command(room.admin, "demo", command.id(), Duration.ofMillis(1)).state())
        .isEqualTo(CommandState.ACCEPTED);
    var ender =
        Thread.ofVirtual().start(() -> room.commands.cancel(room.admin, "demo", command.id()));
    assertThat(follow.command(room.admin, "demo", command.id(), LONG).state())
        .isEqualTo(CommandState.CANCELLED);
    ender.join();
  }

  @Test
  void a_log_is_followed_to_the_end_of_its_run() throws Exception {
    var run = begin();
    room.store.logs().append(run.id(), 1, room.clock.instant(), "one\n");
    var place = follow.log(room.admin, "demo", run.id(), 0);
    var text = new StringBuilder();
    while (text.length() < 4) {
      place.next(LONG).forEach(c -> text.append(c.text()));
    }
    assertThat(place.ended()).isFalse();
    room.store.logs().append(run.id(), 1, room.clock.instant(), "two\n");
    finish(Optional.of(ended(run)), Optional.empty(), false);
    while (!place.ended()) {
      place.next(LONG).forEach(c -> text.append(c.text()));
    }
    assertThat(text).hasToString("one\ntwo\n");
  }

  @Test
  void no_secret_is_in_what_people_see() {
    var secret = new SecretRef(room.deployment("orders").id() + "/out/database/url").text();
    finish(
        Optional.empty(),
        Optional.of(
            new Observed(
                1,
                List.of(
                    new Condition(
                        ConditionType.READY, true, "Ready", "it answers", room.clock.instant())),
                Map.of("url", new OutputValue("database", true, secret)))),
        false);
    var show = new ShowDeployments(room.store, room.access);
    var detail = show.show(room.admin, "demo", "orders");
    assertThat(detail.plan()).isEqualTo("db@1.0.0");
    assertThat(detail.deployment().observed().outputs())
        .containsEntry("url", new OutputValue("database", true, ""));
    assertThat(detail.deployment().desired().params())
        .containsEntry("password", Map.of("sealed", true));
    assertThat(Json.write(detail)).doesNotContain("\\u0001").doesNotContain("hunter2");
    assertThat(Json.write(show.list(room.admin, "demo", "", 10).items())).doesNotContain("\\u0001");
  }

  @Test
  void the_story_tells_what_sutler_did_by_itself_and_leaves_out_what_a_command_tells() {
    begin();
    room.clock.pass(Duration.ofMinutes(1));
    var show = new ShowDeployments(room.store, room.access);
    assertThat(show.story(room.admin, "demo", "orders", 10))
        .extracting(StoryLine::text)
        .containsExactly("install by admin, goes on");
  }

  @Test
  void pages_go_on_where_the_last_one_ended() {
    room.commands.install(room.admin, "demo", db("a"), Terms.PLAIN);
    room.commands.install(room.admin, "demo", db("b"), Terms.PLAIN);
    var show = new ShowDeployments(room.store, room.access);
    var names = new ArrayList<String>();
    var after = Optional.of("");
    while (after.isPresent()) {
      var page = show.list(room.admin, "demo", after.get(), 1);
      page.items().forEach(d -> names.add(d.deployment().name()));
      after = page.next();
    }
    assertThat(names).containsExactly("a", "b", "orders");
  }

  private static Follow.Event.Changed changed(Follow.DeploymentFollow place) throws Exception {
    return (Follow.Event.Changed) place.next(LONG).orElseThrow();
  }

  private Run begin() {
    var deployment = room.deployment("orders");
    var now = room.clock.instant();
    var run =
        new Run(
            new RunId("01RUN"),
            deployment.id(),
            Optional.empty(),
            1,
            "test",
            now,
            Optional.empty(),
            "");
    var step =
        new Step(
            run.id(),
            1,
            "database",
            "create",
            "it is declared and not there",
            StepState.DONE,
            now,
            Optional.of(now),
            Optional.empty(),
            Optional.empty());
    assertThat(room.store.passes().begin(fence(), deployment.key(), run, List.of(step), List.of()))
        .isTrue();
    return run;
  }

  private Run ended(Run run) {
    return new Run(
        run.id(),
        run.deployment(),
        run.command(),
        run.generation(),
        run.worker(),
        run.startedAt(),
        Optional.of(room.clock.instant()),
        "reached");
  }

  private void finish(Optional<Run> run, Optional<Observed> observed, boolean removed) {
    var key = room.deployment("orders").key();
    var mark = room.store.passes().read(key).orElseThrow().mark();
    var finish =
        new Finish(
            key,
            observed,
            List.of(),
            Set.of(),
            List.of(),
            run,
            List.of(),
            false,
            removed,
            mark,
            Long.MAX_VALUE,
            0);
    assertThat(room.store.passes().finish(fence(), finish)).isTrue();
  }

  private Fence fence() {
    int shard = Work.shardOf(room.deployment("orders").key());
    return room.store.passes().lease("test", List.of("here"), Duration.ofHours(1)).stream()
        .filter(f -> f.shard() == shard)
        .findFirst()
        .orElseThrow();
  }
}
