package io.sutler.secret.vault;

import io.sutler.secret.CannotOpen;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;

/** Renews the token at half of its time to live, until closed. Thread-safe. */
public final class KeepToken implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(KeepToken.class.getName());
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final Duration SHORTEST = Duration.ofSeconds(5);
  private final AskVault ask;
  private final CountDownLatch closed = new CountDownLatch(1);

  KeepToken(AskVault ask) {
    this.ask = ask;
  }

  public KeepToken start() {
    Thread.ofVirtual().name("keep-vault-token").start(this::run);
    return this;
  }

  private void run() {
    try {
      var next = Duration.ZERO;
      while (!closed.await(next.toMillis(), TimeUnit.MILLISECONDS)) {
        next = renew();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Renews it once; when to look again. */
  Duration renew() {
    try {
      var said = ask.post("auth/token/renew-self");
      long seconds = said.body().path("auth").path("lease_duration").asLong(0);
      if (said.status() == 200 && seconds > 0) {
        return clamp(Duration.ofSeconds(seconds).dividedBy(2));
      }
      if (said.status() == 403) {
        LOG.warning("Vault takes Sutler's token no more, or never did: give it a fresh one");
      }
      // a token without an end, or that cannot be renewed
      return LONGEST;
    } catch (CannotOpen away) {
      LOG.warning(away.getMessage());
      return Duration.ofMinutes(1);
    }
  }

  private static Duration clamp(Duration wanted) {
    if (wanted.compareTo(SHORTEST) < 0) {
      return SHORTEST;
    }
    return wanted.compareTo(LONGEST) > 0 ? LONGEST : wanted;
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
