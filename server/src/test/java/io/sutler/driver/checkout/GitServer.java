package io.sutler.driver.checkout;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.RefAdvertiser;
import org.eclipse.jgit.transport.UploadPack;

/** A repository over HTTP, as git serves it. */
final class GitServer implements AutoCloseable {
  private final Repository repository;
  private final HttpServer server;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final List<String> logins = new CopyOnWriteArrayList<>();
  private volatile String token = "";
  private volatile String elsewhere = "";
  private volatile boolean silent;
  private volatile boolean single = true;
  private volatile int asked;

  GitServer(Repository repository) throws IOException {
    this.repository = repository;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  String url() {
    return "http://localhost:" + server.getAddress().getPort() + "/plays.git";
  }

  int asked() {
    return asked;
  }

  /** What clients sent to be let in. */
  List<String> logins() {
    return logins;
  }

  void letsInOnly(String wanted) {
    token = wanted;
  }

  void sendsAllTo(String other) {
    elsewhere = other;
  }

  void fallsSilent() {
    silent = true;
  }

  /** As old servers do: what no branch or tag names is not given by itself. */
  void givesNoSingleCommits() {
    single = false;
  }

  private void answer(HttpExchange call) throws IOException {
    asked++;
    try (call) {
      if (silent) {
        closed.await();
        return;
      }
      Optional.ofNullable(call.getRequestHeaders().getFirst("Authorization"))
          .ifPresent(logins::add);
      if (!elsewhere.isEmpty()) {
        call.getResponseHeaders().add("Location", elsewhere + "/info/refs?service=git-upload-pack");
        call.sendResponseHeaders(302, -1);
      } else if (!token.isEmpty() && !isLetIn(call)) {
        call.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"git\"");
        call.sendResponseHeaders(401, -1);
      } else if (call.getRequestURI().getPath().equals("/plays.git/info/refs")) {
        advertise(call);
      } else if (call.getRequestURI().getPath().equals("/plays.git/git-upload-pack")) {
        upload(call);
      } else {
        call.sendResponseHeaders(404, -1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isLetIn(HttpExchange call) {
    var wanted =
        Base64.getEncoder().encodeToString(("git:" + token).getBytes(StandardCharsets.UTF_8));
    return ("Basic " + wanted).equals(call.getRequestHeaders().getFirst("Authorization"));
  }

  private UploadPack pack(HttpExchange call) {
    var pack = new UploadPack(repository);
    pack.setBiDirectionalPipe(false);
    if (single) {
      pack.setExtraParameters(
          Optional.ofNullable(call.getRequestHeaders().getFirst("Git-Protocol"))
              .map(p -> List.of(p.split(":")))
              .orElse(List.of()));
    }
    return pack;
  }

  private void advertise(HttpExchange call) throws IOException {
    call.getResponseHeaders().add("Content-Type", "application/x-git-upload-pack-advertisement");
    call.sendResponseHeaders(200, 0);
    var out = new PacketLineOut(call.getResponseBody());
    out.writeString("# service=git-upload-pack\n");
    out.end();
    pack(call).sendAdvertisedRefs(new RefAdvertiser.PacketLineOutRefAdvertiser(out));
  }

  private void upload(HttpExchange call) throws IOException {
    call.getResponseHeaders().add("Content-Type", "application/x-git-upload-pack-result");
    InputStream in = call.getRequestBody();
    if ("gzip".equals(call.getRequestHeaders().getFirst("Content-Encoding"))) {
      in = new GZIPInputStream(in);
    }
    call.sendResponseHeaders(200, 0);
    pack(call).upload(in, call.getResponseBody(), null);
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
  }
}
