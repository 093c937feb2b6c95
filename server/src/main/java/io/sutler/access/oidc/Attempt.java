package io.sutler.access.oidc;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * One sign-in that a browser begins here. All its texts follow from one that the browser keeps, so
 * that any server can take it up again and none needs to remember it.
 *
 * @param kept random; no other browser knows it
 */
record Attempt(String kept) {
  private static final SecureRandom RANDOM = new SecureRandom();

  static Attempt begin() {
    var bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return new Attempt(text(bytes));
  }

  /** Comes back with the code: says that the answer belongs to this browser's question. */
  String state() {
    return derived("state");
  }

  /** Within the ID token: says that it was made for this sign-in. */
  String nonce() {
    return derived("nonce");
  }

  /** Goes with the code: says that who brings it is who asked for it (PKCE). */
  String verifier() {
    return derived("verifier");
  }

  boolean hasState(String other) {
    return MessageDigest.isEqual(
        state().getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  private String derived(String label) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(kept.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return text(mac.doFinal(label.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HMAC-SHA-256", e);
    }
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
