package io.sutler.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.domain.ProjectId;
import io.sutler.domain.RunId;
import io.sutler.store.Changes.Topic;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class MessageTest {
  @Test
  void says_who_speaks_and_of_what() {
    Set<Topic> topics =
        new LinkedHashSet<>(
            List.of(
                new Topic.OfDeployment(7),
                new Topic.OfProject(new ProjectId("01P")),
                new Topic.OfRun(new RunId("01R")),
                new Topic.OfOthers()));
    var messages = Message.of("me", topics);
    assertThat(messages).singleElement().extracting(Message::sender).isEqualTo("me");
    assertThat(Message.topics(messages.getFirst())).hasValue(List.copyOf(topics));
  }

  @Test
  void no_topics_mean_any() {
    assertThat(Message.of("me", Set.of())).containsExactly("me");
    assertThat(Message.topics("me")).isEmpty();
  }

  @Test
  void many_topics_take_more_messages_than_one_and_none_is_lost() {
    Set<Topic> topics = new LinkedHashSet<>();
    LongStream.range(1_000_000_000, 1_000_001_000)
        .mapToObj(Topic.OfDeployment::new)
        .forEach(topics::add);
    var messages = Message.of("me", topics);
    assertThat(messages).hasSizeGreaterThan(1).allMatch(m -> m.length() < 8_000);
    assertThat(
            messages.stream().map(Message::topics).flatMap(Optional::stream).flatMap(List::stream))
        .containsExactlyElementsOf(topics);
  }

  @Test
  void what_it_does_not_understand_it_leaves_out() {
    assertThat(Message.topics("me zebra dx d d99999999999999999999 d5"))
        .hasValue(List.of(new Topic.OfDeployment(5)));
  }
}
