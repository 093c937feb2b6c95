package io.sutler.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.security.SecureRandom;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.util.OpenSSHPrivateKeyUtil;
import org.bouncycastle.util.io.pem.PemReader;
import org.junit.jupiter.api.Test;

class SshKeyTest {
  @Test
  void a_new_key_is_read_back_and_unlike_the_last() throws Exception {
    var text = SshKey.newPrivateKey(new SecureRandom());
    assertThat(text).startsWith("-----BEGIN OPENSSH PRIVATE KEY-----").endsWith("-----\n");
    try (var pem = new PemReader(new StringReader(text))) {
      var key = OpenSSHPrivateKeyUtil.parsePrivateKeyBlob(pem.readPemObject().getContent());
      assertThat(key).isInstanceOf(Ed25519PrivateKeyParameters.class);
    }
    assertThat(SshKey.newPrivateKey(new SecureRandom())).isNotEqualTo(text);
  }
}
