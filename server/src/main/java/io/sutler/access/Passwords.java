package io.sutler.access;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import io.sutler.domain.Refusal;
import java.util.concurrent.Semaphore;

/**
 * Hashes and checks passwords: Argon2id with 19 MiB and two rounds (OWASP). Slow on purpose, so two
 * at a time at most. Thread-safe.
 */
public final class Passwords {
  private static final int SHORTEST = 8;
  private static final int LONGEST = 200;
  private static final Semaphore AT_ONCE = new Semaphore(2, true);
  private static final Argon2Function ARGON2 =
      Argon2Function.getInstance(19_456, 2, 1, 32, Argon2.ID);

  private Passwords() {}

  /**
   * @throws Refusal INVALID when it is too short or too long
   */
  public static String hash(String password) {
    if (password.length() < SHORTEST || password.length() > LONGEST) {
      throw Refusal.invalid(
          "/password", "a password has %d to %d characters".formatted(SHORTEST, LONGEST));
    }
    AT_ONCE.acquireUninterruptibly();
    try {
      return Password.hash(password).addRandomSalt(16).with(ARGON2).getResult();
    } finally {
      AT_ONCE.release();
    }
  }

  /** Takes the same time for an empty {@code hash} (no such user, no password): always false. */
  public static boolean check(String password, String hash) {
    if (password.length() > LONGEST) {
      return false;
    }
    AT_ONCE.acquireUninterruptibly();
    try {
      if (hash.isEmpty()) {
        Password.hash(password).addRandomSalt(16).with(ARGON2);
        return false;
      }
      return Password.check(password, hash).with(Argon2Function.getInstanceFromHash(hash));
    } finally {
      AT_ONCE.release();
    }
  }
}
