package io.sutler.cli.michman;

import io.sutler.cli.terminal.Mishap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/**
 * TLS to a database whose certificate is held to its name: an unproven one would get the password.
 */
public final class Tls {
  private final SSLContext context;

  private Tls(SSLContext context) {
    this.context = context;
  }

  /**
   * @param authorities file of PEM certificates; empty for those that this machine trusts
   * @throws Mishap when they cannot be read
   */
  public static Tls trusting(Optional<Path> authorities) {
    try {
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      var known = KeyStore.getInstance(KeyStore.getDefaultType());
      if (authorities.isEmpty()) {
        trust.init((KeyStore) null);
      } else {
        known.load(null, null);
        try (var in = Files.newInputStream(authorities.get())) {
          int n = 0;
          for (var c : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
            known.setCertificateEntry("ca" + n++, c);
          }
          if (n == 0) {
            throw new GeneralSecurityException("it holds no certificate");
          }
        }
        trust.init(known);
      }
      var context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return new Tls(context);
    } catch (GeneralSecurityException | IOException e) {
      throw Mishap.usage(
          "%s holds no certificates in PEM form: %s"
              .formatted(authorities.map(Path::toString).orElse("this machine"), e.getMessage()),
          "give the file that the database's certificate was signed with: --tls-ca ca.pem");
    }
  }

  /** The same connection, encrypted, to whoever proves to be {@code host}. */
  SSLSocket over(Socket plain, String host) throws SocketException {
    try {
      if (context.getSocketFactory().createSocket(plain, host, plain.getPort(), true)
          instanceof SSLSocket socket) {
        var parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        return socket;
      }
      throw new IllegalStateException("TLS makes no sockets");
    } catch (SocketException e) {
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
