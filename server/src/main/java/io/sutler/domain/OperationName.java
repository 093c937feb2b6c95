package io.sutler.domain;

import java.util.Optional;

/**
 * Which operation, and of which of several components: {@code backup}, {@code monitoring.backup} of
 * a used plan, {@code drain worker[a]} where its component stands once for each key.
 */
public record OperationName(String name, Optional<String> component) {

  public static OperationName parse(String text) {
    int blank = text.indexOf(' ');
    return blank < 0
        ? new OperationName(text, Optional.empty())
        : new OperationName(text.substring(0, blank), Optional.of(text.substring(blank + 1)));
  }

  /** As commands and people write it. */
  public String text() {
    return component.map(c -> name + " " + c).orElse(name);
  }

  /** As the plan that offers it wrote it. */
  public String bare() {
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
