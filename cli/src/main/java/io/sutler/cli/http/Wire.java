package io.sutler.cli.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * One exchange. By {@link HttpURLConnection}, because loading {@link HttpClient} costs a short
 * command twice its time; but the former cannot PATCH.
 */
final class Wire {
  private static final int CONNECT_MILLIS = 10_000;

  private Wire() {}

  /** An answer; its body is to be closed. */
  record Answer(int code, InputStream body) implements AutoCloseable {
    String text() throws IOException {
      try (body) {
        return new String(body.readNBytes(1 << 20), StandardCharsets.UTF_8);
      }
    }

    @Override
    public void close() throws IOException {
      body.close();
    }
  }

  static Answer send(URI server, Client.Request request) throws IOException {
    var face = request.path().startsWith("/michman/") ? "" : "/api/v1";
    var uri = URI.create(server + face + request.path());
    return request.method().equals("PATCH") ? modern(uri, request) : classic(uri, request);
  }

  static Answer probe(URI uri) throws IOException {
    var connection = open(uri);
    connection.setConnectTimeout(1_000);
    connection.setReadTimeout(2_000);
    return answer(connection);
  }

  private static Answer classic(URI uri, Client.Request request) throws IOException {
    var connection = open(uri);
    connection.setConnectTimeout(CONNECT_MILLIS);
    connection.setRequestMethod(request.method());
    request.headers().forEach(connection::setRequestProperty);
    if (request.body().isPresent()) {
      var body = request.body().get();
      connection.setDoOutput(true);
      connection.setFixedLengthStreamingMode(body.length);
      try (var out = connection.getOutputStream()) {
        out.write(body);
      }
    }
    return answer(connection);
  }

  private static HttpURLConnection open(URI uri) throws IOException {
    if (!(uri.toURL().openConnection() instanceof HttpURLConnection connection)) {
      throw new IOException(uri + " is no http or https address");
    }
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    return connection;
  }

  private static Answer answer(HttpURLConnection connection) throws IOException {
    var code = connection.getResponseCode();
    if (code < 0) {
      throw new IOException("what answers there does not speak HTTP");
    }
    var body = code < 400 ? connection.getInputStream() : connection.getErrorStream();
    return new Answer(code, body == null ? new ByteArrayInputStream(new byte[0]) : body);
  }

  private static Answer modern(URI uri, Client.Request request) throws IOException {
    var body = request.body().orElseGet(() -> new byte[0]);
    var builder =
        HttpRequest.newBuilder(uri)
            .method(request.method(), HttpRequest.BodyPublishers.ofByteArray(body));
    request.headers().forEach(builder::header);
    try (var client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofMillis(CONNECT_MILLIS))
            .build()) {
      var answer = client.send(builder.build(), HttpResponse.BodyHandlers.ofByteArray());
      return new Answer(answer.statusCode(), new ByteArrayInputStream(answer.body()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
