package io.sutler.cloud.hosts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads an Ansible inventory in its INI form. */
final class ReadIni {
  private static final int LONGEST = 10_000;
  private final String file;
  private final Groups groups;
  private String section = "ungrouped";
  private String part = "";

  private ReadIni(String file) {
    this.file = file;
    this.groups = new Groups(file);
  }

  static List<Listed> of(String file, String text) throws Malformed {
    var reader = new ReadIni(file);
    int number = 0;
    for (var line : text.split("\r\n|\n|\r", -1)) {
      number++;
      if (line.length() > LONGEST) {
        throw Malformed.at(file, number, "this line is longer than " + LONGEST + " characters");
      }
      if (line.chars().anyMatch(c -> c < ' ' && c != '\t')) {
        throw Malformed.at(file, number, "this line holds control characters: is it a text file?");
      }
      var plain = line.strip();
      if (!plain.isEmpty() && plain.charAt(0) != '#' && plain.charAt(0) != ';') {
        reader.line(plain, number);
      }
    }
    return reader.groups.hosts();
  }

  private void line(String line, int number) throws Malformed {
    if (line.startsWith("[")) {
      section(line, number);
      return;
    }
    switch (part) {
      case "children" -> groups.child(section, only(line, number), number);
      case "vars" -> groups.vars(section, var(line, number), number);
      default -> host(line, number);
    }
  }

  private void section(String line, int number) throws Malformed {
    int close = line.indexOf(']');
    var rest = close < 0 ? "" : line.substring(close + 1).strip();
    if (close < 0 || !(rest.isEmpty() || rest.startsWith("#") || rest.startsWith(";"))) {
      throw Malformed.at(file, number, "a section is written like [web] or [web:children]");
    }
    var words = line.substring(1, close).strip().split(":", 2);
    section = words[0];
    part = words.length > 1 ? words[1] : "";
    switch (part) {
      case "", "children" -> groups.tell(section, number);
      case "vars" -> {}
      default ->
          throw Malformed.at(
              file,
              number,
              "a section is a group, its :children or its :vars, not ':%s'"
                  .formatted(HostNames.shown(part)));
    }
  }

  private String only(String line, int number) throws Malformed {
    var words = words(line, number);
    if (words.size() != 1) {
      throw Malformed.at(file, number, "name one group a line");
    }
    return words.getFirst();
  }

  private Map<String, Said> var(String line, int number) throws Malformed {
    int at = line.indexOf('=');
    if (at < 1) {
      throw Malformed.at(file, number, "a variable is written name=value");
    }
    var value = line.substring(at + 1).strip();
    var words = words(value, number);
    return Map.of(
        line.substring(0, at).strip(),
        new Said(words.size() == 1 ? words.getFirst() : value, number));
  }

  private void host(String line, int number) throws Malformed {
    var words = words(line, number);
    var vars = new LinkedHashMap<String, Said>();
    for (var word : words.subList(1, words.size())) {
      int at = word.indexOf('=');
      if (at < 1) {
        throw Malformed.at(
            file, number, "'%s' after the host is no name=value".formatted(HostNames.shown(word)));
      }
      if (vars.put(word.substring(0, at), new Said(word.substring(at + 1), number)) != null) {
        throw Malformed.at(
            file, number, HostNames.shown(word.substring(0, at)) + " is given twice");
      }
    }
    groups.host(section, words.getFirst(), vars, number);
  }

  /** Split at blanks outside quotes, up to a comment. */
  private List<String> words(String line, int number) throws Malformed {
    var words = new ArrayList<String>();
    var word = new StringBuilder();
    boolean begun = false;
    char quote = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quote != 0) {
        if (c == quote) {
          quote = 0;
        } else if (c == '\\' && quote == '"' && i + 1 < line.length()) {
          word.append(line.charAt(++i));
        } else {
          word.append(c);
        }
      } else if (c == '"' || c == '\'') {
        quote = c;
        begun = true;
      } else if (Character.isWhitespace(c)) {
        if (begun) {
          words.add(word.toString());
        }
        word.setLength(0);
        begun = false;
      } else if (c == '#' && !begun) {
        break;
      } else {
        word.append(c);
        begun = true;
      }
    }
    if (quote != 0) {
      throw Malformed.at(file, number, "a quote is opened and not closed");
    }
    if (begun) {
      words.add(word.toString());
    }
    return words.isEmpty() ? List.of("") : words;
  }
}
