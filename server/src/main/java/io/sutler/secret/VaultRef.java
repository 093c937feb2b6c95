package io.sutler.secret;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a secret lies in Vault.
 *
 * @param path as people write it, with its mount: {@code kv/team/db}
 * @param field of the secret; empty for all of them, as a JSON object
 */
public record VaultRef(String path, Optional<String> field) {
  private static final Pattern WRITTEN =
      Pattern.compile("([A-Za-z0-9_.-]+(?:/[A-Za-z0-9_.-]+){1,20})(?:#([A-Za-z0-9_.-]{1,100}))?");
  private static final int LONGEST = 300;

  /** No user's text begins with it: control characters are refused at every door. */
  private static final String MARK = "\u0001vault:";

  /** {@code path} or {@code path#field}; empty when it is neither. */
  public static Optional<VaultRef> parse(String text) {
    var found = WRITTEN.matcher(text);
    if (text.length() > LONGEST || !found.matches()) {
      return Optional.empty();
    }
    var path = found.group(1);
    boolean climbs = Arrays.stream(path.split("/")).anyMatch(s -> s.equals(".") || s.equals(".."));
    return climbs
        ? Optional.empty()
        : Optional.of(new VaultRef(path, Optional.ofNullable(found.group(2))));
  }

  /** Whether it lies beneath a path, whole segments compared. */
  public boolean isBeneath(String other) {
    return path.startsWith(other + "/");
  }

  /** What is sealed instead of the secret. */
  public String sealedText() {
    return MARK + this;
  }

  /** The reference that a sealed text stands for; empty when it is a secret itself. */
  static Optional<VaultRef> ofSealed(String clear) {
    return clear.startsWith(MARK) ? parse(clear.substring(MARK.length())) : Optional.empty();
  }

  @Override
  public String toString() {
    return path + field.map(f -> "#" + f).orElse("");
  }
}
