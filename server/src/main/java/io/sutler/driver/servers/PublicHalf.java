package io.sutler.driver.servers;

import io.sutler.cloud.CloudTrouble;
import io.sutler.domain.Blame;
import java.io.IOException;
import net.schmizz.sshj.DefaultConfig;
import net.schmizz.sshj.SSHClient;

/** Finds the public half of a private SSH key. */
public final class PublicHalf {
  private PublicHalf() {}

  /**
   * One line as in {@code authorized_keys}.
   *
   * @throws CloudTrouble the user's, when it is none or has a passphrase
   */
  public static String of(String privateKey) throws CloudTrouble {
    try (var client = new SSHClient(new DefaultConfig())) {
      return SshDoor.line(client.loadKeys(privateKey, null, null).getPublic()) + " sutler";
    } catch (IOException | RuntimeException e) {
      throw new CloudTrouble(
          Blame.USER,
          "bad-key",
          "'key' is no private SSH key without a passphrase: give one, or let the plan make it with"
              + " secrets: {ssh: {type: ssh_key}}");
    }
  }
}
