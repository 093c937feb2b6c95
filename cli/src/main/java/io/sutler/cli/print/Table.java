package io.sutler.cli.print;

import java.util.ArrayList;
import java.util.List;

/** Columns of text, as wide as their widest cell. Not thread-safe. */
public final class Table {
  private static final int GAP = 3;
  private final List<List<String>> rows = new ArrayList<>();

  /**
   * @param headings upper case by custom
   */
  public Table(String... headings) {
    rows.add(List.of(headings));
  }

  /** One cell for each heading; line breaks become blanks. */
  public Table row(Object... cells) {
    var row = new ArrayList<String>();
    for (var cell : cells) {
      row.add(Plain.line(String.valueOf(cell)));
    }
    rows.add(row);
    return this;
  }

  public boolean isEmpty() {
    return rows.size() == 1;
  }

  /** The lines, headings first, without blanks at their ends. */
  public List<String> lines() {
    var columns = rows.getFirst().size();
    var widths = new int[columns];
    for (var row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], Plain.width(row.get(i)));
      }
    }
    return rows.stream()
        .map(row -> {
          var line = new StringBuilder();
          for (int i = 0; i < columns; i++) {
            line.append(row.get(i));
            line.repeat(' ', widths[i] - Plain.width(row.get(i)) + GAP);
          }
          return line.toString().stripTrailing();
        })
        .toList();
  }
}
