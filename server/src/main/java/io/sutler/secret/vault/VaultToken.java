package io.sutler.secret.vault;

import io.sutler.secret.CannotOpen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** The token that Vault is asked with: given, or in a file that an agent may write anew. */
public record VaultToken(Supplier<String> source) {
  private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]{1,4096}");

  public static VaultToken given(String token) {
    return new VaultToken(() -> token);
  }

  /** Read at each use. */
  public static VaultToken in(Path file) {
    return new VaultToken(() -> {
      try {
        if (Files.size(file) > 8192) {
          throw new CannotOpen("%s is too large for a token of Vault".formatted(file));
        }
        return Files.readString(file);
      } catch (IOException e) {
        throw new CannotOpen("the token of Vault cannot be read from %s".formatted(file));
      }
    });
  }

  /**
   * @throws CannotOpen when there is none
   */
  String text() {
    return Optional.of(source.get().strip())
        .filter(t -> TOKEN.matcher(t).matches())
        .orElseThrow(() -> new CannotOpen("there is no token of Vault where one should be"));
  }

  @Override
  public String toString() {
    return "a token of Vault";
  }
}
