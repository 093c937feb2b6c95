package io.sutler.driver.servers;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import net.schmizz.sshj.DefaultConfig;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.KeyType;
import net.schmizz.sshj.transport.verification.HostKeyVerifier;

/** Knocks by SSH. */
public final class SshDoor implements Door {
  private static final int PORT = 22;
  private static final Pattern PLACE = Pattern.compile("\\[(.+)]:([0-9]{1,5})");
  private static final int BANNER_MILLIS = 1500;
  private static final int KEY_MILLIS = 10_000;

  @Override
  public boolean answers(String address) {
    try (var socket = new Socket()) {
      socket.connect(place(address), BANNER_MILLIS);
      socket.setSoTimeout(BANNER_MILLIS);
      var begin = socket.getInputStream().readNBytes(4);
      return new String(begin, StandardCharsets.US_ASCII).equals("SSH-");
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public String hostKey(String address) throws IOException {
    var shown = new AtomicReference<PublicKey>();
    try (var client = new SSHClient(new DefaultConfig())) {
      client.addHostKeyVerifier(
          new HostKeyVerifier() {
            @Override
            public boolean verify(String host, int port, PublicKey key) {
              shown.set(key);
              return true;
            }

            @Override
            public List<String> findExistingAlgorithms(String host, int port) {
              return List.of();
            }
          });
      client.setConnectTimeout(KEY_MILLIS);
      client.setTimeout(KEY_MILLIS);
      var place = place(address);
      client.connect(place.getHostString(), place.getPort());
    }
    var key = shown.get();
    if (key == null) {
      throw new IOException("it showed no host key");
    }
    return line(key);
  }

  private static InetSocketAddress place(String address) {
    var place = PLACE.matcher(address);
    return place.matches()
        ? new InetSocketAddress(place.group(1), Integer.parseInt(place.group(2)))
        : new InetSocketAddress(address, PORT);
  }

  /** A key as one line. */
  static String line(PublicKey key) {
    var type = KeyType.fromKey(key);
    var whole = new Buffer.PlainBuffer();
    type.putPubKeyIntoBuffer(key, whole);
    return type + " " + Base64.getEncoder().encodeToString(whole.getCompactData());
  }
}
