package io.sutler.domain;

/** Identity of a user: a ULID. */
public record UserId(String value) {
  @Override
  public String toString() {
    return value;
  }
}
