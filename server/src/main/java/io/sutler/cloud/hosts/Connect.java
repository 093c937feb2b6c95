package io.sutler.cloud.hosts;

import io.sutler.cloud.CloudTrouble;
import java.io.IOException;
import java.security.PublicKey;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import net.schmizz.sshj.DefaultConfig;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.KeyType;
import net.schmizz.sshj.common.SecurityUtils;
import net.schmizz.sshj.transport.verification.HostKeyVerifier;
import net.schmizz.sshj.userauth.UserAuthException;

/** Opens a connection to a host that shows the right key and lets us in. */
record Connect(Host host, Credentials credentials, HostKeys keys, Duration timeout) {
  SSHClient open() throws CloudTrouble, InterruptedException {
    if (credentials.key().isEmpty() && credentials.password().isEmpty()) {
      throw Troubles.noCredentials(host, credentials.region());
    }
    var client = new SSHClient(new DefaultConfig());
    boolean entered = false;
    try {
      reach(client);
      enter(client);
      entered = true;
      return client;
    } finally {
      if (!entered) {
        close(client);
      }
    }
  }

  static void close(SSHClient client) {
    try {
      client.close();
    } catch (IOException e) {
      // it is gone already
    }
  }

  private void reach(SSHClient client) throws CloudTrouble, InterruptedException {
    var other = new AtomicReference<PublicKey>();
    client.addHostKeyVerifier(
        new HostKeyVerifier() {
          @Override
          public boolean verify(String name, int port, PublicKey key) {
            boolean right = line(key).equals(known(line(key)));
            if (!right) {
              other.set(key);
            }
            return right;
          }

          @Override
          public List<String> findExistingAlgorithms(String name, int port) {
            return host.hostKey().map(k -> List.of(k.split(" ")[0])).orElse(List.of());
          }
        });
    int millis = (int) timeout.toMillis();
    client.setConnectTimeout(millis);
    client.setTimeout(millis);
    client.getConnection().setTimeoutMs(millis);
    try {
      client.connect(host.address(), host.port());
    } catch (IOException e) {
      requireNoInterrupt(e);
      var shown = other.get();
      if (shown != null) {
        throw Troubles.otherKey(host, print(shown), print(known(line(shown))));
      }
      throw Troubles.unreachable(host, why(e));
    }
  }

  private String known(String shown) {
    return host.hostKey()
        .orElseGet(
            () -> keys.knownOrMet(HostKeys.place(credentials.region(), host), shown).orElse(shown));
  }

  private void enter(SSHClient client) throws CloudTrouble, InterruptedException {
    try {
      if (credentials.key().isPresent()) {
        enterByKey(client, credentials.key().get());
      } else {
        client.authPassword(host.login(), credentials.password().orElse(""));
      }
    } catch (UserAuthException e) {
      requireNoInterrupt(e);
      throw Troubles.refused(
          host,
          credentials.region(),
          credentials.key().isPresent()
              ? "the key '" + credentials.keyName() + "'"
              : "the password");
    } catch (IOException e) {
      requireNoInterrupt(e);
      throw Troubles.unreachable(host, why(e));
    }
  }

  private void enterByKey(SSHClient client, String key) throws CloudTrouble, IOException {
    net.schmizz.sshj.userauth.keyprovider.KeyProvider loaded;
    try {
      loaded = client.loadKeys(key.strip() + "\n", null, null);
      loaded.getPublic();
    } catch (IOException | RuntimeException e) {
      throw Troubles.badKey(host, credentials.region(), credentials.keyName());
    }
    client.authPublickey(host.login(), loaded);
  }

  /** Interrupts come out of this library as other exceptions. */
  static void requireNoInterrupt(Throwable thrown) throws InterruptedException {
    for (var cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof InterruptedException
          || cause instanceof java.nio.channels.ClosedByInterruptException) {
        throw new InterruptedException("interrupted while a host was asked");
      }
    }
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted while a host was asked");
    }
  }

  static String why(Throwable e) {
    var message = e.getMessage();
    return switch (e) {
      case java.net.UnknownHostException _ -> "its name is not known";
      case java.net.SocketTimeoutException _ -> "no answer in time";
      default -> message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
    };
  }

  private static String line(PublicKey key) {
    var type = KeyType.fromKey(key);
    var whole = new Buffer.PlainBuffer();
    type.putPubKeyIntoBuffer(key, whole);
    return type + " " + Base64.getEncoder().encodeToString(whole.getCompactData());
  }

  private static String print(PublicKey key) {
    return KeyType.fromKey(key) + " " + SecurityUtils.getFingerprint(key);
  }

  /** Its kind and its end: enough to tell it from another. */
  private static String print(String line) {
    var words = line.split(" ", 2);
    var body = words.length > 1 ? words[1] : line;
    return words[0] + " ..." + body.substring(Math.max(0, body.length() - 16));
  }
}
