package io.sutler.access;

/** Hashes and checks passwords: Argon2id. Thread-safe; slow on purpose. */
public final class Passwords {
  public Passwords() {}

  public String hash(String password) {
    throw new UnsupportedOperationException();
  }

  public boolean check(String password, String hash) {
    throw new UnsupportedOperationException();
  }
}
