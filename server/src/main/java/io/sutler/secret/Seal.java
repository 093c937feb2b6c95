package io.sutler.secret;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Envelope of one value: a version byte, the value's own data key wrapped with the master key, and
 * the value sealed with the data key. AES-256-GCM; the secret's id is bound in, so that a sealed
 * value moved to another id does not open. Thread-safe.
 */
final class Seal {
  private static final byte VERSION = 1;
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;
  private static final int WRAPPED = NONCE + 32 + TAG_BITS / 8;
  private static final SecureRandom RANDOM = new SecureRandom();
  private final MasterKey master;

  Seal(MasterKey master) {
    this.master = master;
  }

  byte[] seal(String id, byte[] clear) {
    var dataKey = new byte[32];
    RANDOM.nextBytes(dataKey);
    var wrapped = encrypt(master.key(), id, dataKey);
    var body = encrypt(new SecretKeySpec(dataKey, "AES"), id, clear);
    return ByteBuffer.allocate(1 + wrapped.length + body.length)
        .put(VERSION)
        .put(wrapped)
        .put(body)
        .array();
  }

  byte[] open(String id, byte[] sealed) {
    if (sealed.length < 1 + WRAPPED + NONCE + TAG_BITS / 8 || sealed[0] != VERSION) {
      throw new CannotOpen("secret " + id + " is in no form that this version of Sutler knows");
    }
    try {
      var dataKey = decrypt(master.key(), id, sealed, 1, WRAPPED);
      return decrypt(
          new SecretKeySpec(dataKey, "AES"), id, sealed, 1 + WRAPPED, sealed.length - 1 - WRAPPED);
    } catch (GeneralSecurityException e) {
      throw new CannotOpen(
          "secret "
              + id
              + " does not open with this master key: start with the key it was made by");
    }
  }

  /** 64 bits that tell two texts apart, and tell nothing to those without the key. */
  String fingerprint(byte[] clear) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(master.key().getEncoded(), "HmacSHA256"));
      mac.update("fingerprint".getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(mac.doFinal(clear), 0, 8);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }

  private static byte[] encrypt(SecretKey key, String id, byte[] clear) {
    var nonce = new byte[NONCE];
    RANDOM.nextBytes(nonce);
    try {
      var out = ByteBuffer.allocate(NONCE + clear.length + TAG_BITS / 8).put(nonce);
      return out.put(cipher(Cipher.ENCRYPT_MODE, key, id, nonce).doFinal(clear)).array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES-GCM", e);
    }
  }

  private static byte[] decrypt(SecretKey key, String id, byte[] from, int at, int length)
      throws GeneralSecurityException {
    var nonce = new byte[NONCE];
    System.arraycopy(from, at, nonce, 0, NONCE);
    return cipher(Cipher.DECRYPT_MODE, key, id, nonce).doFinal(from, at + NONCE, length - NONCE);
  }

  private static Cipher cipher(int mode, SecretKey key, String id, byte[] nonce)
      throws GeneralSecurityException {
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(id.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
