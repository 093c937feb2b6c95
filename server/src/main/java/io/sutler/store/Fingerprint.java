package io.sutler.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Makes one number of many texts: another number, as good as surely, for any other texts. */
public final class Fingerprint {
  private static final int LENGTH = 4;
  private final MessageDigest digest;

  public Fingerprint() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Each text counts with its length: where one ends and the next begins matters too. */
  public Fingerprint add(String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update(ByteBuffer.allocate(LENGTH).putInt(0, bytes.length));
    digest.update(bytes);
    return this;
  }

  public Fingerprint add(long number) {
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, number));
    return this;
  }

  /** Never 0. What was added before does not count for what is added after. */
  public long value() {
    long value = ByteBuffer.wrap(digest.digest()).getLong();
    return value == 0 ? 1 : value;
  }
}
