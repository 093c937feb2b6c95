package io.sutler.secret;

import io.sutler.domain.ProjectId;
import io.sutler.store.Secrets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Sees to it that a store is opened with the master key that its secrets are sealed with: another
 * one would seal new secrets so that no key opens them all.
 */
public final class KeyCheck {
  private static final String ID = "installation/master-key";
  private static final ProjectId NOBODY = new ProjectId("");
  private static final byte[] CLEAR = "the master key".getBytes(StandardCharsets.US_ASCII);

  private KeyCheck() {}

  /**
   * The key as {@link MasterKey#of} finds it; the first one that a store is opened with is its own.
   *
   * @throws IllegalStateException with a sentence when there is none, or it is not this store's
   */
  public static MasterKey open(Map<String, String> environment, Path dir, Secrets store)
      throws IOException {
    var known = store.get(ID);
    if (known.isPresent() && MasterKey.isMissing(environment, dir)) {
      throw new IllegalStateException(
          "the master key %s is missing: put back the copy that you kept, or give it as %s; %s"
              .formatted(MasterKey.fileOf(dir), MasterKey.VARIABLE, lost()));
    }
    var key = MasterKey.of(environment, dir);
    var seal = new Seal(key);
    var sealed =
        known.orElseGet(() -> store.putOnce(ID, NOBODY, Optional.empty(), seal.seal(ID, CLEAR)));
    try {
      seal.open(ID, sealed);
    } catch (CannotOpen e) {
      throw new IllegalStateException(
          "the master key is not the one that this store's secrets are sealed with:"
              + " put that one back, or give it as %s; %s".formatted(MasterKey.VARIABLE, lost()));
    }
    return key;
  }

  private static String lost() {
    return "if it is lost for good, run 'sutler serve forget-key' and set the secrets anew";
  }

  /** Lets the next start take whatever key it finds. What the old one sealed stays sealed. */
  public static void forget(Secrets store) {
    store.remove(ID);
  }
}
