package io.sutler.api;

import java.time.Duration;

/**
 * How the server listens.
 *
 * @param port 0 for any free one
 * @param maxBody bytes of a JSON body
 * @param requestsPerSecond of one token, or of one address without a token
 * @param grace how long a stop waits for requests that still go on
 */
public record HttpConfig(
    String host, int port, int maxBody, double requestsPerSecond, Duration grace) {
  public static HttpConfig on(String host, int port) {
    return new HttpConfig(host, port, 1 << 20, 10_000, Duration.ofSeconds(3));
  }
}
