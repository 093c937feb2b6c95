package io.sutler.domain;

/** Identity of a deployment: a ULID, never reused, also after a deployment of the same name. */
public record DeploymentId(String value) {
  @Override
  public String toString() {
    return value;
  }
}
