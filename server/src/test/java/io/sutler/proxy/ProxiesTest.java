package io.sutler.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Proxy;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProxiesTest {
  private static String of(Map<String, String> environment, String uri) {
    var proxy = new Proxies(environment).select(URI.create(uri)).getFirst();
    return proxy.type() == Proxy.Type.DIRECT ? "direct" : proxy.address().toString();
  }

  @Test
  void each_scheme_has_its_own_and_no_proxy_spares_hosts_and_domains() {
    var said =
        Map.of(
            "http_proxy", "http://proxy:8080",
            "https_proxy", "secure",
            "no_proxy", "10.0.0.1, .lab.example,*.dev.example");
    assertThat(of(said, "http://cloud.example/v3")).contains("proxy").contains("8080");
    assertThat(of(said, "https://cloud.example/v3")).contains("secure").contains("3128");
    assertThat(of(said, "http://10.0.0.1:5000/v3")).isEqualTo("direct");
    assertThat(of(said, "http://k.lab.example/")).isEqualTo("direct");
    assertThat(of(said, "http://k.dev.example/")).isEqualTo("direct");
    assertThat(of(said, "http://collab.example/")).isNotEqualTo("direct");
    assertThat(of(Map.of("http_proxy", "x", "no_proxy", "*"), "http://a/")).isEqualTo("direct");
    assertThat(of(Map.of("http_proxy", "::not an address"), "http://a/")).isEqualTo("direct");
    assertThat(of(Map.of(), "http://a/")).isEqualTo("direct");
    assertThat(of(Map.of("HTTPS_PROXY", "loud", "NO_PROXY", "b"), "https://a/")).contains("loud");
    assertThat(of(Map.of("HTTPS_PROXY", "loud", "NO_PROXY", "b"), "https://b/"))
        .isEqualTo("direct");
  }
}
