package io.sutler.domain;

/** Who stands behind a plan: decides which drivers it may use. */
public enum Trust {
  OPERATOR,
  TENANT
}
