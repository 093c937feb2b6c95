package io.sutler.domain;

/** Identity of a project (the tenant): a ULID, never reused. */
public record ProjectId(String value) {
  @Override
  public String toString() {
    return value;
  }
}
