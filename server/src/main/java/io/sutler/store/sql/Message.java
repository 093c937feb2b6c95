package io.sutler.store.sql;

import io.sutler.domain.ProjectId;
import io.sutler.domain.RunId;
import io.sutler.store.Changes.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What servers on one database say to each other: who says it, and what changed. */
final class Message {
  static final String CHANNEL = "sutler";

  /** PostgreSQL takes 8,000 bytes. */
  private static final int LONGEST = 7_000;

  private Message() {}

  /** As many messages as are needed; no topics at all mean any. */
  static List<String> of(String sender, Set<Topic> topics) {
    var messages = new ArrayList<String>();
    var text = new StringBuilder(sender);
    for (var topic : topics) {
      var word = word(topic);
      if (text.length() + word.length() >= LONGEST) {
        messages.add(text.toString());
        text = new StringBuilder(sender);
      }
      text.append(' ').append(word);
    }
    messages.add(text.toString());
    return messages;
  }

  static String sender(String message) {
    int blank = message.indexOf(' ');
    return blank < 0 ? message : message.substring(0, blank);
  }

  /** Empty when anything may have changed; what a newer server says of other things is left out. */
  static Optional<List<Topic>> topics(String message) {
    var words = message.split(" ");
    if (words.length == 1) {
      return Optional.empty();
    }
    var topics = new ArrayList<Topic>();
    for (int i = 1; i < words.length; i++) {
      topic(words[i]).ifPresent(topics::add);
    }
    return Optional.of(topics);
  }

  private static String word(Topic topic) {
    return switch (topic) {
      case Topic.OfDeployment of -> "d" + of.key();
      case Topic.OfProject of -> "p" + of.project().value();
      case Topic.OfRun of -> "r" + of.run().value();
      case Topic.OfOthers _ -> "m";
    };
  }

  private static Optional<Topic> topic(String word) {
    var rest = word.isEmpty() ? "" : word.substring(1);
    return switch (word.isEmpty() ? ' ' : word.charAt(0)) {
      case 'd' -> number(rest).map(Topic.OfDeployment::new);
      case 'p' -> Optional.of(new Topic.OfProject(new ProjectId(rest)));
      case 'r' -> Optional.of(new Topic.OfRun(new RunId(rest)));
      case 'm' -> Optional.of(new Topic.OfOthers());
      default -> Optional.empty();
    };
  }

  private static Optional<Long> number(String text) {
    return text.matches("[0-9]{1,18}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
  }
}
