package io.sutler.driver.checkout;

import io.sutler.driver.local.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.KeyType;
import net.schmizz.sshj.transport.verification.HostKeyVerifier;

/** Holds SSH servers to the key that was told, else to the first one that they showed. */
final class KnownKeys implements HostKeyVerifier {
  private static final Object ONE = new Object();
  private final Path file;
  private final String told;
  private volatile boolean refused;

  /**
   * @param told a key as one line; empty for none
   */
  KnownKeys(Path file, String told) {
    this.file = file;
    this.told = told.strip();
  }

  /** Whether a server was turned away. */
  boolean refusedOne() {
    return refused;
  }

  @Override
  public boolean verify(String host, int port, PublicKey key) {
    var shown = line(key);
    var wanted = told.isEmpty() ? rememberedOr(host + ":" + port, shown) : words(told);
    refused = !shown.equals(wanted);
    return !refused;
  }

  @Override
  public List<String> findExistingAlgorithms(String host, int port) {
    var wanted = told.isEmpty() ? remembered(host + ":" + port) : Optional.of(told);
    return wanted.map(line -> List.of(line.split(" ")[0])).orElse(List.of());
  }

  private String rememberedOr(String place, String shown) {
    synchronized (ONE) {
      var known = remembered(place);
      if (known.isEmpty()) {
        remember(place, shown);
      }
      return known.orElse(shown);
    }
  }

  private Optional<String> remembered(String place) {
    return lines().stream()
        .filter(line -> line.startsWith(place + " "))
        .map(line -> line.substring(place.length() + 1))
        .findFirst();
  }

  private List<String> lines() {
    try {
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void remember(String place, String shown) {
    var all = new ArrayList<>(lines());
    all.add(place + " " + shown);
    try {
      PrivateFiles.above(file);
      PrivateFiles.write(file, String.join("\n", all) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Kind and key, without a comment. */
  private static String words(String line) {
    var words = line.split("\\s+");
    return words.length < 2 ? line : words[0] + " " + words[1];
  }

  private static String line(PublicKey key) {
    var type = KeyType.fromKey(key);
    var whole = new Buffer.PlainBuffer();
    type.putPubKeyIntoBuffer(key, whole);
    return type + " " + Base64.getEncoder().encodeToString(whole.getCompactData());
  }
}
