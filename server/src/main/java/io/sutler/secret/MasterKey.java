package io.sutler.secret;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Map;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key that wraps every data key. It lives outside the database: without it the sealed secrets
 * of a stolen or backed-up database are noise. Servers that share a database share it. Immutable.
 */
public final class MasterKey {
  /** Environment variable that gives the key instead of a file: 32 bytes in base64. */
  public static final String VARIABLE = "SUTLER_MASTER_KEY";

  private static final String FILE = "master.key";
  private static final int BYTES = 32;
  private final SecretKeySpec key;

  private MasterKey(byte[] bytes) {
    this.key = new SecretKeySpec(bytes, "AES");
    Arrays.fill(bytes, (byte) 0);
  }

  /**
   * The key of {@link #VARIABLE} where that is set, else of {@code master.key} in {@code dir}, made
   * (0600) if it is not there.
   *
   * @throws IllegalStateException with a sentence when others may read the file, or it holds no key
   */
  public static MasterKey of(Map<String, String> environment, Path dir) throws IOException {
    var given = environment.getOrDefault(VARIABLE, "");
    return given.isEmpty() ? fileIn(dir) : ofText(given, VARIABLE);
  }

  static Path fileOf(Path dir) {
    return dir.resolve(FILE);
  }

  static boolean isMissing(Map<String, String> environment, Path dir) {
    return environment.getOrDefault(VARIABLE, "").isEmpty() && !Files.exists(fileOf(dir));
  }

  /** As {@link #of} without the variable. */
  public static MasterKey fileIn(Path dir) throws IOException {
    var file = dir.resolve(FILE);
    if (!Files.exists(file)) {
      make(file);
    }
    var open = EnumSet.copyOf(Files.getPosixFilePermissions(file));
    open.removeAll(EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
    if (!open.isEmpty()) {
      throw new IllegalStateException(
          "the master key " + file + " can be read by others: run chmod 600 " + file);
    }
    return ofText(Files.readString(file, StandardCharsets.US_ASCII), file.toString());
  }

  /**
   * @param text 32 bytes in base64
   * @param from where it was found, for the sentence
   */
  public static MasterKey ofText(String text, String from) {
    try {
      var bytes = Base64.getDecoder().decode(text.strip());
      if (bytes.length == BYTES) {
        return new MasterKey(bytes);
      }
    } catch (IllegalArgumentException notBase64) {
      // told below
    }
    throw new IllegalStateException(
        from + " holds no key: put 32 random bytes in base64 there (openssl rand -base64 32)");
  }

  private static void make(Path file) throws IOException {
    var bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    var fresh = Files.createTempFile(file.toAbsolutePath().getParent(), "master", ".new", owner);
    try {
      try (var out = Files.newByteChannel(fresh, StandardOpenOption.WRITE)) {
        out.write(java.nio.ByteBuffer.wrap(Base64.getEncoder().encode(bytes)));
      }
      // a link fails where a twin was quicker: both then read the same key
      Files.createLink(file, fresh);
    } catch (java.nio.file.FileAlreadyExistsException twin) {
      // theirs counts
    } finally {
      Files.delete(fresh);
    }
  }

  SecretKey key() {
    return key;
  }
}
