package io.sutler.view;

/** Names that somebody sent, in sentences. */
final class Named {
  private Named() {}

  static String shown(String name) {
    var line = name.replaceAll("\\p{Cntrl}", "?");
    return line.length() > 100 ? line.substring(0, 100) + "…" : line;
  }
}
