package io.sutler.testkit;

import java.lang.reflect.Proxy;

/** Parts of a port that a fake does not have: every call says so. */
final class Unsupported {
  private Unsupported() {}

  static <T> T part(Class<T> port) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (_, method, _) -> {
              throw new UnsupportedOperationException(
                  "the store in memory has no " + port.getSimpleName() + "." + method.getName());
            }));
  }
}
