package io.sutler.cli.print;

import java.util.ArrayList;
import java.util.List;

/** Columns of text, as wide as their widest cell. Not thread-safe. */
public final class Table {
  private static final int GAP = 3;
  private static final int NARROWEST = 24;
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
    return lines(Integer.MAX_VALUE);
  }

  /**
   * The same for a terminal: what is wider than it goes on in further lines of the last column.
   *
   * @param width columns of the terminal
   */
  public List<String> lines(int width) {
    var widths = widths();
    int before = 0;
    for (int i = 0; i < widths.length - 1; i++) {
      before += widths[i] + GAP;
    }
    // a column of a few letters would be harder to read than a line that the terminal breaks
    int room = width - before >= NARROWEST ? width - before : Integer.MAX_VALUE;
    var lines = new ArrayList<String>();
    for (var row : rows) {
      var line = new StringBuilder();
      for (int i = 0; i < widths.length - 1; i++) {
        line.append(row.get(i));
        line.repeat(' ', widths[i] - Plain.width(row.get(i)) + GAP);
      }
      for (var part : Plain.folded(row.getLast(), room)) {
        lines.add(line.append(part).toString().stripTrailing());
        line.setLength(0);
        line.repeat(' ', before);
      }
    }
    return List.copyOf(lines);
  }

  private int[] widths() {
    var widths = new int[rows.getFirst().size()];
    for (var row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], Plain.width(row.get(i)));
      }
    }
    return widths;
  }
}
