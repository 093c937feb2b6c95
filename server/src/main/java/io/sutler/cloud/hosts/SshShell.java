package io.sutler.cloud.hosts;

import io.sutler.cloud.CloudTrouble;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.connection.channel.direct.Session;

/** A host reached by SSH, over one connection that is kept. */
final class SshShell implements Shell {
  /** Fewer than the ten that a server allows unless told otherwise. */
  private static final int AT_ONCE = 6;

  private static final int LONGEST = 1 << 20;
  private final Connect connect;
  private final Semaphore room = new Semaphore(AT_ONCE);
  private final ReentrantLock lock = new ReentrantLock();
  private Optional<SSHClient> client = Optional.empty();

  SshShell(Connect connect) {
    this.connect = connect;
  }

  @Override
  public Answer run(Script script, As as, Duration within)
      throws CloudTrouble, InterruptedException {
    room.acquire();
    try {
      if (as == As.LOGIN || !host().become()) {
        return exec("sh -s", script, "", within);
      }
      var asks = exec("sudo -n true", Script.of("nothing"), "", within).code() != 0;
      if (!asks) {
        return exec("sudo -n sh -s", script, "", within);
      }
      var password = connect.credentials().becomePassword();
      if (password.isEmpty()) {
        throw Troubles.noRights(host(), "it asks for a password, and none is known");
      }
      var answer = exec("sudo -k -S -p '' sh -s", script, password.get() + "\n", within);
      if (answer.code() != 0 && answer.err().contains("sudo")) {
        throw Troubles.noRights(host(), answer.err());
      }
      return answer;
    } finally {
      room.release();
    }
  }

  private Host host() {
    return connect.host();
  }

  /** A kept connection may be dead: then it is made anew, once. Scripts may run again. */
  private Answer exec(String command, Script script, String before, Duration within)
      throws CloudTrouble, InterruptedException {
    boolean kept = isOpen();
    try {
      return tried(command, script, before, within);
    } catch (IOException e) {
      Connect.requireNoInterrupt(e);
      close();
      if (!kept) {
        throw Troubles.unreachable(host(), Connect.why(e));
      }
    }
    try {
      return tried(command, script, before, within);
    } catch (IOException e) {
      Connect.requireNoInterrupt(e);
      close();
      throw Troubles.unreachable(host(), Connect.why(e));
    }
  }

  private Answer tried(String command, Script script, String before, Duration within)
      throws IOException, CloudTrouble, InterruptedException {
    try (var session = open().startSession();
        var running = session.exec(command)) {
      var watch = watch(session, within);
      try {
        var err = new String[] {""};
        var errors = Thread.ofVirtual().start(() -> err[0] = read(running.getErrorStream()));
        try (var in = running.getOutputStream()) {
          in.write((before + script.text()).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
          Connect.requireNoInterrupt(e);
          // it ended before it listened: what it said tells why
        }
        var out = read(running.getInputStream());
        errors.join(within);
        running.join(within.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS);
        var code = running.getExitStatus();
        if (code == null) {
          throw new IOException("no answer within " + within.toSeconds() + " s");
        }
        return new Answer(code, out, err[0]);
      } finally {
        watch.interrupt();
      }
    }
  }

  /** Whoever is silent is hung up on. */
  private Thread watch(Session session, Duration within) {
    return Thread.ofVirtual()
        .start(() -> {
          try {
            Thread.sleep(within);
            session.close();
          } catch (InterruptedException | IOException e) {
            // it ended by itself
          }
        });
  }

  private static String read(InputStream from) {
    try {
      return new String(from.readNBytes(LONGEST), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }

  private boolean isOpen() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      return client.filter(c -> c.isConnected() && c.isAuthenticated()).isPresent();
    } finally {
      lock.unlock();
    }
  }

  private SSHClient open() throws CloudTrouble, InterruptedException {
    lock.lockInterruptibly();
    try {
      if (client.filter(c -> c.isConnected() && c.isAuthenticated()).isEmpty()) {
        client.ifPresent(Connect::close);
        client = Optional.of(connect.open());
      }
      return client.get();
    } finally {
      lock.unlock();
    }
  }

  void close() {
    lock.lock();
    try {
      client.ifPresent(Connect::close);
      client = Optional.empty();
    } finally {
      lock.unlock();
    }
  }
}
