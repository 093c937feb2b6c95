package io.sutler.driver.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sutler.cloud.CloudTrouble;
import java.io.StringWriter;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.util.OpenSSHPrivateKeyUtil;
import org.bouncycastle.crypto.util.OpenSSHPublicKeyUtil;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;
import org.junit.jupiter.api.Test;

class PublicHalfTest {
  @Test
  void is_the_one_of_the_private_key() throws Exception {
    var key = new Ed25519PrivateKeyParameters(new java.security.SecureRandom());
    var text = new StringWriter();
    try (var pem = new PemWriter(text)) {
      pem.writeObject(
          new PemObject("OPENSSH PRIVATE KEY", OpenSSHPrivateKeyUtil.encodePrivateKey(key)));
    }
    var blob = OpenSSHPublicKeyUtil.encodePublicKey(key.generatePublicKey());
    assertThat(PublicHalf.of(text.toString()))
        .isEqualTo("ssh-ed25519 " + java.util.Base64.getEncoder().encodeToString(blob) + " sutler");
  }

  @Test
  void what_is_no_key_is_the_users_mistake() {
    assertThatThrownBy(() -> PublicHalf.of("hello"))
        .isInstanceOf(CloudTrouble.class)
        .hasMessageContaining("no private SSH key");
  }
}
