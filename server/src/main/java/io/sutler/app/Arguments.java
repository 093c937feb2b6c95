package io.sutler.app;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A command line, taken apart.
 *
 * @param words what is no flag
 * @param file the configuration file
 * @param faults a sentence for each thing that is wrong
 */
record Arguments(
    List<String> words, Map<Key, String> given, Optional<String> file, List<String> faults) {

  static Arguments of(List<String> line) {
    var words = new ArrayList<String>();
    var given = new EnumMap<Key, String>(Key.class);
    var faults = new ArrayList<String>();
    Optional<String> file = Optional.empty();
    for (int i = 0; i < line.size(); i++) {
      var word = line.get(i);
      if (!word.startsWith("--")) {
        words.add(word);
        continue;
      }
      int equals = word.indexOf('=');
      var flag = word.substring(2, equals < 0 ? word.length() : equals);
      if (equals < 0 && i + 1 == line.size()) {
        faults.add("--" + flag + " needs a value");
        continue;
      }
      var value = equals < 0 ? line.get(++i) : word.substring(equals + 1);
      if (flag.equals("config")) {
        file = Optional.of(value);
      } else if (flag.equals("listen")) {
        int colon = value.lastIndexOf(':');
        given.put(Key.HOST, value.substring(0, Math.max(0, colon)));
        given.put(Key.PORT, value.substring(colon + 1));
      } else {
        key(flag).ifPresentOrElse(key -> given.put(key, value), () -> faults.add(unknown(flag)));
      }
    }
    return new Arguments(words, given, file, faults);
  }

  static Optional<Key> key(String text) {
    return Arrays.stream(Key.values()).filter(key -> key.text().equals(text)).findFirst();
  }

  static String unknown(String name) {
    var all = Arrays.stream(Key.values()).map(Key::text).toList();
    return "there is no setting '" + name + "': use one of " + String.join(", ", all);
  }
}
