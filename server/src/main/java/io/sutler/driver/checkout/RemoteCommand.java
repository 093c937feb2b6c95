package io.sutler.driver.checkout;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.connection.channel.direct.Session;

/** A command on the other side of an SSH connection, as JGit wants to see it. */
final class RemoteCommand extends Process {
  private static final int MOST_SECONDS = 20;
  private final Session session;
  private final Session.Command command;
  private final Allowance allowance;

  RemoteCommand(SSHClient client, String command, Allowance allowance) throws IOException {
    this.session = client.startSession();
    this.command = session.exec(command);
    this.allowance = allowance;
  }

  @Override
  public OutputStream getOutputStream() {
    return command.getOutputStream();
  }

  @Override
  public InputStream getInputStream() {
    return allowance.counting(command.getInputStream());
  }

  @Override
  public InputStream getErrorStream() {
    return allowance.counting(command.getErrorStream());
  }

  @Override
  public int waitFor() throws InterruptedException {
    try {
      command.join(MOST_SECONDS, TimeUnit.SECONDS);
    } catch (IOException e) {
      destroy();
    }
    return code().orElse(1);
  }

  private Optional<Integer> code() {
    return Optional.ofNullable(command.getExitStatus());
  }

  @Override
  public int exitValue() {
    return code().orElseThrow(() -> new IllegalThreadStateException("it runs"));
  }

  @Override
  public void destroy() {
    try {
      command.close();
      session.close();
    } catch (IOException e) {
      // it is gone already
    }
  }
}
