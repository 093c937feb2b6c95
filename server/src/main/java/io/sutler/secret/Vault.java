package io.sutler.secret;

import java.util.Map;
import java.util.Optional;

/**
 * A keeper of secrets outside, which Sutler reads from when they are needed and keeps nothing of.
 * Thread-safe.
 */
public interface Vault {
  /** Where there is none. */
  Vault NONE =
      path -> {
        throw new CannotOpen(
            "%s lies in Vault, and this server knows none: start it with --vault".formatted(path));
      };

  /** Beneath which path each project has its place; empty where none has. */
  default Optional<String> projects() {
    return Optional.empty();
  }

  /**
   * All fields of a secret.
   *
   * @param path with its mount
   * @throws CannotOpen with a sentence when it cannot be had
   */
  Map<String, String> read(String path);
}
