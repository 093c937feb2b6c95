package io.sutler.driver.local;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What programs of bundles are told of the machine and the installation.
 *
 * @param java the java program, given as {@code SUTLER_JAVA}
 * @param lib directory of Sutler's own jars, given as {@code SUTLER_LIB}
 * @param cache shared download cache, given as {@code SUTLER_CACHE}; made when first used
 * @param path where programs are looked for
 * @param home given as {@code HOME}
 * @param network how to reach what is fetched: a Maven mirror, proxies; and whatever else a driver
 *     tells its programs; given as they are
 */
public record LocalTools(
    Path java, Path lib, Path cache, String path, String home, Map<String, String> network) {
  private static final Set<String> NETWORK =
      Set.of(
          "SUTLER_MAVEN",
          "http_proxy",
          "https_proxy",
          "no_proxy",
          "HTTP_PROXY",
          "HTTPS_PROXY",
          "NO_PROXY");
  private static final String USUAL_PATH =
      "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  /** The same, telling this too, as it is. */
  public LocalTools telling(Map<String, String> more) {
    var all = new HashMap<>(network);
    all.putAll(more);
    return new LocalTools(java, lib, cache, path, home, Map.copyOf(all));
  }

  /** Those of the running Java, with this process's own {@code PATH} and {@code HOME}. */
  public static LocalTools of(Path lib, Path cache, Map<String, String> environment) {
    return new LocalTools(
        Path.of(System.getProperty("java.home"), "bin", "java"),
        lib,
        cache,
        Optional.ofNullable(environment.get("PATH")).filter(p -> !p.isBlank()).orElse(USUAL_PATH),
        Optional.ofNullable(environment.get("HOME")).filter(h -> !h.isBlank()).orElse("/"),
        environment.entrySet().stream()
            .filter(e -> NETWORK.contains(e.getKey()))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue)));
  }
}
