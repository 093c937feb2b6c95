package io.sutler.app;

import io.sutler.json.Json;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends records to a Logstash's TCP input, a JSON object a line. Nobody waits for it: what comes
 * faster than it goes, or while nobody answers there, is dropped once the queue is full, and the
 * next record that arrives says how much. Thread-safe.
 */
final class Logstash implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Logstash.class);
  private static final int MOST = 10_000;
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private final Address address;
  private final BlockingQueue<Map<String, Object>> queue = new ArrayBlockingQueue<>(MOST);
  private final AtomicLong dropped = new AtomicLong();
  private final Thread sender;

  /** Where it listens. */
  record Address(String host, int port) {
    private static final Pattern FORM =
        Pattern.compile("(?:(?:tcp|http)://)?([A-Za-z0-9._-]+|\\[[0-9a-fA-F:.]+]):([0-9]{1,5})/?");

    /** Empty when it is none. */
    static Optional<Address> of(String text) {
      var matcher = FORM.matcher(text);
      if (!matcher.matches()) {
        return Optional.empty();
      }
      int port = Integer.parseInt(matcher.group(2));
      var host = matcher.group(1).replaceAll("[\\[\\]]", "");
      return Optional.of(new Address(host, port)).filter(a -> port > 0 && port < 65_536);
    }
  }

  Logstash(Address address) {
    this.address = address;
    this.sender = Thread.ofPlatform().daemon().name("logstash").unstarted(this::run);
    sender.start();
  }

  /** Never waits. */
  void send(Map<String, Object> record) {
    if (!queue.offer(record)) {
      dropped.incrementAndGet();
    }
  }

  private void run() {
    var pause = FIRST_PAUSE;
    try {
      while (true) {
        var first = queue.take();
        try (var socket = new Socket()) {
          socket.connect(new InetSocketAddress(address.host, address.port), millis(PATIENCE));
          var out = new BufferedOutputStream(socket.getOutputStream());
          write(out, first);
          pause = FIRST_PAUSE;
          while (true) {
            write(out, queue.take());
          }
        } catch (IOException e) {
          dropped.incrementAndGet();
          LOG.warn(
              "Logstash at {}:{} takes no logs ({}): trying again in {} s",
              address.host,
              address.port,
              e.getMessage(),
              pause.toSeconds());
          TimeUnit.MILLISECONDS.sleep(pause.toMillis());
          pause =
              pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0
                  ? LONGEST_PAUSE
                  : pause.multipliedBy(2);
        }
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private void write(OutputStream out, Map<String, Object> record) throws IOException {
    long lost = dropped.getAndSet(0);
    var whole = new LinkedHashMap<>(record);
    if (lost > 0) {
      whole.put("dropped", lost);
    }
    out.write((Json.write(whole) + "\n").getBytes(StandardCharsets.UTF_8));
    if (queue.isEmpty()) {
      out.flush();
    }
  }

  private static int millis(Duration d) {
    return Math.toIntExact(d.toMillis());
  }

  @Override
  public void close() {
    sender.interrupt();
  }
}
