package io.sutler.secret;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.util.OpenSSHPrivateKeyUtil;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;

/** Makes SSH keys. */
final class SshKey {
  private SshKey() {}

  /** The private half of a new Ed25519 key, as {@code ssh-keygen} writes it without passphrase. */
  static String newPrivateKey(SecureRandom random) {
    var key = new Ed25519PrivateKeyParameters(random);
    var text = new StringWriter();
    try (var pem = new PemWriter(text)) {
      pem.writeObject(
          new PemObject("OPENSSH PRIVATE KEY", OpenSSHPrivateKeyUtil.encodePrivateKey(key)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
