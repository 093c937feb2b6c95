package io.sutler.domain;

import java.util.Set;

/** What became of one declared component when its templates were filled in. */
public sealed interface Resolution {
  String name();

  Set<String> needs();

  /**
   * Whether {@code component} is declared by this: itself, or one that it may yet expand to. What
   * waits before its {@code for_each} or {@code use} could be filled in still declares {@code
   * worker[a]} or {@code worker.agent}: they must not be taken for undeclared.
   */
  default boolean declares(String component) {
    return component.equals(name())
        || (!(this instanceof Resolved)
            && (component.startsWith(name() + "[") || component.startsWith(name() + ".")));
  }

  /** It can be applied. */
  record Resolved(DesiredComponent component) implements Resolution {
    @Override
    public String name() {
      return component.name();
    }

    @Override
    public Set<String> needs() {
      return component.needs();
    }
  }

  /** Its inputs wait for an output that is not there yet. */
  record Waiting(String name, Set<String> needs, String reason) implements Resolution {
    public Waiting {
      needs = Set.copyOf(needs);
    }
  }

  /** Its inputs can never be filled in: the author's or user's mistake. */
  record Broken(String name, Set<String> needs, Failure failure) implements Resolution {
    public Broken {
      needs = Set.copyOf(needs);
    }
  }
}
