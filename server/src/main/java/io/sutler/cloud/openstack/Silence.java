package io.sutler.cloud.openstack;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;

/** Says why no answer came. */
final class Silence {
  private Silence() {}

  static String of(IOException e) {
    return switch (e) {
      case HttpConnectTimeoutException _ -> "it takes no connection";
      case HttpTimeoutException _ -> "it took too long";
      case ConnectException _ -> "it takes no connection";
      default -> {
        var message = e.getMessage();
        yield message == null || message.isBlank()
            ? "the connection broke"
            : message.lines().findFirst().orElse("the connection broke");
      }
    };
  }
}
