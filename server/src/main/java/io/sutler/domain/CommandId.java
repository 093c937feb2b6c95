package io.sutler.domain;

/** Identity of a command: a ULID. */
public record CommandId(String value) {
  @Override
  public String toString() {
    return value;
  }
}
