package io.sutler.acceptance;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An HTTP proxy that can lose what it is given: a request before anybody heard it, or the reply to
 * one that was carried out. Counts what it could not deliver because nobody answers there.
 */
final class CuttingProxy implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 120_000;
  private final ServerSocket door;
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger replies = new AtomicInteger();
  private final AtomicInteger undelivered = new AtomicInteger();
  private volatile String about = "";

  CuttingProxy() throws IOException {
    door = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::serve);
  }

  String address() {
    return "http://127.0.0.1:" + door.getLocalPort();
  }

  /**
   * From now on, of requests that begin like this, so many are lost and so many lose their reply.
   */
  void lose(String beginning, int lostRequests, int lostReplies) {
    about = beginning;
    requests.set(lostRequests);
    replies.set(lostReplies);
  }

  /** How many are still to be lost. */
  int left() {
    return requests.get() + replies.get();
  }

  int undelivered() {
    return undelivered.get();
  }

  private void serve() {
    while (!door.isClosed()) {
      try {
        var client = door.accept();
        Thread.ofVirtual().start(() -> carry(client));
      } catch (IOException e) {
        // closed
      }
    }
  }

  private void carry(Socket client) {
    try (client) {
      client.setSoTimeout(PATIENCE_MILLIS);
      var in = new BufferedInputStream(client.getInputStream());
      var head = head(in);
      if (head.isEmpty()) {
        return;
      }
      var words = head.lines().findFirst().orElse("").split(" ");
      var target = URI.create(words[1]);
      var what = words[0] + " " + target.getPath();
      var body = in.readNBytes(length(head));
      if (takes(what, requests)) {
        return;
      }
      var reply = ask(target, words[0], head, body);
      if (reply.length > 0 && !takes(what, replies)) {
        client.getOutputStream().write(reply);
      }
    } catch (IOException e) {
      // whoever asked sees that nothing came
    }
  }

  private boolean takes(String what, AtomicInteger left) {
    return !about.isEmpty()
        && what.startsWith(about)
        && left.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
  }

  private byte[] ask(URI target, String method, String head, byte[] body) throws IOException {
    var path =
        target.getRawPath() + (target.getRawQuery() == null ? "" : "?" + target.getRawQuery());
    var sent = new StringBuilder(method + " " + path + " HTTP/1.1\r\nConnection: close\r\n");
    head.lines()
        .skip(1)
        .filter(line -> !line.isBlank())
        .filter(line ->
            !line.toLowerCase(Locale.ROOT)
                .matches("(proxy-)?connection:.*|upgrade:.*|http2-settings:.*"))
        .forEach(line -> sent.append(line).append("\r\n"));
    sent.append("\r\n");
    try (var server = new Socket(target.getHost(), target.getPort())) {
      server.setSoTimeout(PATIENCE_MILLIS);
      server.getOutputStream().write(sent.toString().getBytes(StandardCharsets.ISO_8859_1));
      server.getOutputStream().write(body);
      return closing(server.getInputStream().readAllBytes());
    } catch (java.net.ConnectException e) {
      undelivered.incrementAndGet();
      return "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
          .getBytes(StandardCharsets.ISO_8859_1);
    }
  }

  /** The same reply, after which the connection ends. */
  private static byte[] closing(byte[] reply) {
    var text = new String(reply, StandardCharsets.ISO_8859_1);
    int end = text.indexOf("\r\n");
    return end < 0
        ? reply
        : (text.substring(0, end) + "\r\nConnection: close" + text.substring(end))
            .getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String head(InputStream in) throws IOException {
    var head = new ByteArrayOutputStream();
    while (true) {
      int c = in.read();
      if (c < 0) {
        return "";
      }
      head.write(c);
      var text = head.toString(StandardCharsets.ISO_8859_1);
      if (text.endsWith("\r\n\r\n")) {
        return text;
      }
    }
  }

  private static int length(String head) {
    return head.lines()
        .map(line -> line.toLowerCase(Locale.ROOT))
        .filter(line -> line.startsWith("content-length:"))
        .map(line -> Integer.parseInt(line.substring(15).strip()))
        .findFirst()
        .orElse(0);
  }

  @Override
  public void close() throws IOException {
    door.close();
  }
}
