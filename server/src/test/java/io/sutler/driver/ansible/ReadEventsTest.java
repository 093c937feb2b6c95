package io.sutler.driver.ansible;

import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.driver.StepLog;
import org.junit.jupiter.api.Test;

class ReadEventsTest {
  private final StringBuilder log = new StringBuilder();
  private final ReadEvents events =
      new ReadEvents(
          new StepLog() {
            @Override
            public void output(String chunk) {
              log.append(chunk);
            }

            @Override
            public void note(String line) {}

            @Override
            public void handle(String handle) {}
          });

  private void event(String json) {
    events.output("\u001e" + json.replace('\'', '"') + "\n");
  }

  private void result(String host, String state) {
    event(
        "{'event':'result','play':'p','task':'t','host':'%s','state':'%s','message':'m'}"
            .formatted(host, state));
  }

  @Test
  void an_event_may_come_in_any_pieces() {
    var line = "\u001e{\"event\":\"task\",\"play\":\"replicas\",\"task\":\"base backup\"}\n";
    line.chars().forEach(c -> events.output(String.valueOf((char) c)));
    assertThat(log).hasToString("PLAY replicas · TASK base backup\n");
  }

  @Test
  void other_lines_pass_as_they_are() {
    events.output("[WARNING]: old\nhalf");
    events.finish();
    assertThat(log).hasToString("[WARNING]: old\nhalf\n");
    assertThat(events.plain()).containsExactly("[WARNING]: old", "half");
  }

  @Test
  void what_only_looks_like_an_event_is_shown_and_counts_for_nothing() {
    event("{not json");
    event("[1]");
    event("{'event':'stats','hosts':7}");
    event("{'event':'stats','hosts':{'a':{'changed':'many'}}}");
    event("{}");
    assertThat(log.toString()).contains("{not json", "[1]");
    assertThat(events.troubles()).isEmpty();
    assertThat(events.counts().get("a")).isEqualTo(new ReadEvents.Count(0, 0, 0, 0));
  }

  @Test
  void an_endless_line_is_bounded() {
    for (int i = 0; i < 3000; i++) {
      events.output("\u001e{\"x".repeat(200));
    }
    events.output("\n");
    assertThat(log.length()).isLessThan(2 << 20);
    result("a", "changed");
    assertThat(events.changes()).hasSize(1);
  }

  @Test
  void many_hosts_make_a_short_line_with_those_in_trouble_first() {
    for (int i = 0; i < 5_000; i++) {
      result("host-" + i, i == 4_321 ? "failed" : "ok");
    }
    assertThat(events.tally().orElseThrow())
        .startsWith(
            "cut off, until then 5000 hosts: ok 4999, changed 0, failed 1, unreachable 0"
                + " · host-4321 0/0/1/0, host-0 1/0/0/0")
        .endsWith(" and 4990 more")
        .hasSizeLessThan(400);
  }

  @Test
  void of_what_never_began_there_are_no_figures() {
    events.output("ERROR! no such file\n");
    assertThat(events.tally()).isEmpty();
  }

  @Test
  void only_hosts_that_failed_in_the_end_are_in_trouble() {
    result("mended", "failed");
    result("broken", "failed");
    result("gone", "unreachable");
    result("forgiven", "ignored");
    event(
        "{'event':'stats','hosts':{'mended':{'failures':0,'rescued':1},'broken':{'failures':1},"
            + "'gone':{'unreachable':1},'forgiven':{'ignored':1}}}");
    assertThat(events.troubles()).extracting("host").containsExactly("broken", "gone");
  }
}
