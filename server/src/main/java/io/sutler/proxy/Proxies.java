package io.sutler.proxy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What {@code http_proxy}, {@code https_proxy} and {@code no_proxy} say, in small or in capital
 * letters. What cannot be read says nothing. Thread-safe.
 */
public final class Proxies extends ProxySelector {
  private final Map<String, String> environment;

  public Proxies(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  @Override
  public List<Proxy> select(URI uri) {
    var host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
    var said = said(uri.getScheme() + "_proxy").strip();
    if (said.isEmpty() || isSpared(host)) {
      return List.of(Proxy.NO_PROXY);
    }
    try {
      var proxy = URI.create(said.contains("://") ? said : "http://" + said);
      if (proxy.getHost() == null) {
        return List.of(Proxy.NO_PROXY);
      }
      int port = proxy.getPort() < 0 ? 3128 : proxy.getPort();
      return List.of(
          new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(proxy.getHost(), port)));
    } catch (IllegalArgumentException e) {
      return List.of(Proxy.NO_PROXY);
    }
  }

  private String said(String name) {
    return environment.getOrDefault(
        name, environment.getOrDefault(name.toUpperCase(Locale.ROOT), ""));
  }

  private boolean isSpared(String host) {
    return Arrays.stream(said("no_proxy").split("[,\\s]+"))
        .map(word -> word.toLowerCase(Locale.ROOT).replaceFirst("^\\*?\\.", ""))
        .filter(word -> !word.isEmpty())
        .anyMatch(word -> word.equals("*") || host.equals(word) || host.endsWith("." + word));
  }

  @Override
  public void connectFailed(URI uri, SocketAddress address, IOException e) {
    // who asked is told
  }
}
