package io.sutler.domain;

/** Identity of a run: a ULID. */
public record RunId(String value) {
  @Override
  public String toString() {
    return value;
  }
}
