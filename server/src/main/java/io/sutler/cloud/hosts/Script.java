package io.sutler.cloud.hosts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.TreeMap;

/**
 * A program for {@code sh} that ships with Sutler, with its data: that arrives as it is, whatever
 * is in it, for nothing but letters of Base64 stands between the quotes.
 */
record Script(String name, TreeMap<String, String> data) {
  static Script of(String name) {
    return new Script(name, new TreeMap<>());
  }

  /** The same, with this too. */
  Script with(String variable, String value) {
    var more = new TreeMap<>(data);
    more.put(variable, value);
    return new Script(name, more);
  }

  String text() {
    var text = new StringBuilder();
    data.forEach((variable, value) -> {
      var base64 = Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
      text.append(variable).append("=$(printf %s '").append(base64).append("' | base64 -d)\n");
    });
    // read whole before it is run: what it runs may read standard input
    return text + "main() {\n" + program() + "\n}\nmain\nexit\n";
  }

  private String program() {
    try (var in = Script.class.getResourceAsStream(name + ".sh")) {
      if (in == null) {
        throw new IllegalStateException("the script " + name + " is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
