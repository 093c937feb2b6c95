package io.sutler.cloud.hosts;

import io.sutler.cloud.CloudRegion;
import io.sutler.cloud.CloudTrouble;
import io.sutler.domain.Resources;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/** Asks hosts who has them, all at once; each has its own time to answer in. */
record AskHosts(Shells shells, CloudRegion region) {
  private static final int AT_ONCE = 64;

  /** In the order of the hosts. */
  List<Seen> all(List<Host> hosts) throws InterruptedException {
    return each(hosts, this::one);
  }

  Seen one(Host host) throws InterruptedException {
    try {
      var within = Settings.of(region).timeout();
      var answer =
          shells.to(host, region).run(place(Script.of("see"), host), Shell.As.LOGIN, within);
      return answer.code() == 0
          ? there(host, answer)
          : new Seen.Silent(host, Troubles.strange(host, "see", answer));
    } catch (CloudTrouble e) {
      return new Seen.Silent(host, e);
    }
  }

  static Script place(Script script, Host host) {
    return script.with("DIR", host.place());
  }

  private static Seen there(Host host, Answer answer) {
    long since = answer.number("since");
    var owner = answer.line("owner");
    var lease = owner.flatMap(Lease::parse);
    return new Seen.There(
        host,
        since == 0 ? Optional.empty() : Optional.of(Instant.ofEpochSecond(since)),
        new Resources(answer.number("cpus") * 1000, answer.number("memory") << 10, 0),
        lease,
        owner.isPresent(),
        lease.map(Lease::id).equals(answer.line("ready")));
  }

  /** What is done about one. */
  interface Deed<T, R> {
    R about(T one) throws InterruptedException;
  }

  static <T, R> List<R> each(List<T> all, Deed<T, R> deed) throws InterruptedException {
    if (all.size() == 1) {
      return List.of(deed.about(all.getFirst()));
    }
    var room = new Semaphore(AT_ONCE);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var begun = new ArrayList<Future<R>>();
      for (var one : all) {
        begun.add(
            threads.submit(
                (Callable<R>)
                    () -> {
                      room.acquire();
                      try {
                        return deed.about(one);
                      } finally {
                        room.release();
                      }
                    }));
      }
      var results = new ArrayList<R>();
      try {
        for (var future : begun) {
          results.add(future.get());
        }
        return results;
      } catch (ExecutionException e) {
        threads.shutdownNow();
        throw new IllegalStateException(e.getCause());
      } catch (InterruptedException e) {
        threads.shutdownNow();
        throw e;
      }
    }
  }
}
