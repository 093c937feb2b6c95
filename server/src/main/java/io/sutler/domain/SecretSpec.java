package io.sutler.domain;

/**
 * A secret that a plan wants made for each deployment.
 *
 * @param length characters of a generated {@link Kind#TEXT}, 8 to 256; means nothing for others
 */
public record SecretSpec(Kind kind, int length) {

  /** What is generated. */
  public enum Kind {
    /** Random letters and digits. */
    TEXT,
    /** The private half of an Ed25519 key in OpenSSH's own form. */
    SSH_KEY
  }

  /** A text. */
  public SecretSpec(int length) {
    this(Kind.TEXT, length);
  }
}
