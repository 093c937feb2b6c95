package io.sutler.domain;

/**
 * What a command asks. All but {@code OPERATE}, {@code RETRY} and {@code CANCEL} make a new level.
 */
public enum CommandKind {
  INSTALL,
  UPDATE,
  REMOVE,
  START,
  STOP,
  SUSPEND,
  SCALE,
  HOLD,
  RELEASE,
  OPERATE,
  RETRY,
  CANCEL;

  /** Whether it makes a new generation. */
  public boolean changesLevel() {
    return switch (this) {
      case INSTALL, UPDATE, REMOVE, START, STOP, SUSPEND, SCALE, HOLD, RELEASE -> true;
      case OPERATE, RETRY, CANCEL -> false;
    };
  }
}
