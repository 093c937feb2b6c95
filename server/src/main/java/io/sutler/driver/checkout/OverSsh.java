package io.sutler.driver.checkout;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import net.schmizz.sshj.DefaultConfig;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.userauth.UserAuthException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.RemoteSession;
import org.eclipse.jgit.transport.SshSessionFactory;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.util.FS;
import org.jspecify.annotations.Nullable;

/** Opens SSH connections with a plan's key and with nothing of this machine's own. */
final class OverSsh extends SshSessionFactory {
  private static final int PORT = 22;
  private static final int MILLIS = 20_000;
  private final Login login;
  private final KnownKeys known;
  private final Allowance allowance;

  /**
   * @param knownHosts where first host keys are remembered
   */
  OverSsh(Login login, Path knownHosts, Allowance allowance) {
    this.login = login;
    this.known = new KnownKeys(knownHosts, login.hostKey());
    this.allowance = allowance;
  }

  @Override
  public RemoteSession getSession(
      URIish uri, @Nullable CredentialsProvider unused, FS fs, int timeout)
      throws TransportException {
    var client = new SSHClient(new DefaultConfig());
    try {
      open(client, uri);
    } catch (IOException e) {
      close(client);
      throw new TransportException(uri, String.valueOf(e.getMessage()), e);
    }
    return new RemoteSession() {
      @Override
      public Process exec(String command, int seconds) throws IOException {
        return new RemoteCommand(client, command, allowance);
      }

      @Override
      public void disconnect() {
        close(client);
      }
    };
  }

  private void open(SSHClient client, URIish uri) throws IOException {
    int port = uri.getPort() > 0 ? uri.getPort() : PORT;
    client.addHostKeyVerifier(known);
    client.setConnectTimeout(MILLIS);
    client.setTimeout(MILLIS);
    client.getConnection().setTimeoutMs(MILLIS);
    try {
      client.connect(uri.getHost(), port);
    } catch (IOException e) {
      throw known.refusedOne() ? new Troubles.OtherKey() : e;
    }
    if (login.key().isEmpty()) {
      throw new Troubles.NotLetIn("there is no 'key'");
    }
    try {
      var key = client.loadKeys(login.key().strip() + "\n", null, null);
      var user = Optional.ofNullable(uri.getUser()).orElseGet(login::userOrGit);
      client.authPublickey(user, key);
    } catch (UserAuthException e) {
      throw new Troubles.NotLetIn("it refuses the 'key'");
    } catch (RuntimeException e) {
      throw new Troubles.NotLetIn("the 'key' is none that OpenSSH would take");
    }
  }

  private static void close(SSHClient client) {
    try {
      client.close();
    } catch (IOException e) {
      // it is gone already
    }
  }

  @Override
  public String getType() {
    return "sshj";
  }
}
