package io.sutler.cloud.openstack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.sutler.json.Json;
import io.sutler.proxy.Proxies;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * HTTP with JSON in it. What is sent is sent once: the JDK's client repeats no request but a GET.
 * What changes something has a connection of its own: one that the service had just closed would
 * look like a lost reply. Thread-safe.
 */
final class Wire {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private final Proxies proxies;
  private final Optional<SSLContext> trust;
  private final HttpClient reading;
  private final Duration patience;

  /**
   * @param authority further certificates to trust, PEM; empty for none
   */
  Wire(Map<String, String> environment, Optional<String> authority, Duration patience) {
    this.proxies = new Proxies(environment);
    this.trust = authority.map(Wire::trusting);
    this.reading = client();
    this.patience = patience;
  }

  private HttpClient client() {
    var builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .proxy(proxies);
    trust.ifPresent(builder::sslContext);
    return builder.build();
  }

  /** An answer with the header that carries a new token. */
  record Reply(Answer answer, Optional<String> token) {}

  /**
   * @param body a JSON text; empty for none
   * @throws IOException when no whole answer came; whether it was heard is not known
   */
  Reply send(String method, String url, Optional<String> body, Map<String, String> headers)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(uri(url))
            .timeout(patience)
            .header("Accept", "application/json")
            .header("Content-Type", "application/json")
            .method(method, body.map(BodyPublishers::ofString).orElseGet(BodyPublishers::noBody));
    headers.forEach(request::header);
    var answer = heard(request.build());
    return new Reply(
        new Answer(answer.statusCode(), json(answer)),
        answer.headers().firstValue("X-Subject-Token"));
  }

  private HttpResponse<String> heard(HttpRequest request) throws IOException, InterruptedException {
    if (request.method().equals("GET")) {
      return reading.send(request, BodyHandlers.ofString());
    }
    var once = client();
    try {
      return once.send(request, BodyHandlers.ofString());
    } finally {
      once.shutdownNow();
    }
  }

  private static URI uri(String url) throws IOException {
    try {
      return URI.create(url);
    } catch (IllegalArgumentException e) {
      throw new IOException("the catalogue's address is malformed", e);
    }
  }

  private static JsonNode json(HttpResponse<String> answer) throws IOException {
    var text = answer.body();
    if (text.isBlank()) {
      return Json.mapper().createObjectNode();
    }
    try {
      return Json.mapper().readTree(text);
    } catch (JsonProcessingException e) {
      if (answer.statusCode() < 300) {
        throw new IOException("it answered with something that is no JSON", e);
      }
      return Json.mapper().createObjectNode().put("message", text);
    }
  }

  private static SSLContext trusting(String pem) {
    try {
      var store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      var certificates =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(
                  new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
      int n = 0;
      for (var certificate : certificates) {
        store.setCertificateEntry("authority-" + n++, certificate);
      }
      var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      var context = SSLContext.getInstance("TLS");
      context.init(null, factory.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalArgumentException("the setting 'ca' holds no PEM certificates", e);
    }
  }
}
