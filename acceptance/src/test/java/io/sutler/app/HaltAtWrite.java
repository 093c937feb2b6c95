package io.sutler.app;

import io.sutler.store.Store;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * Counts the writes of the store that commands and passes make, anew each time that its file says
 * something else, and halts the process, as {@code kill -9} does, just before or just after one of
 * them: {@code 3 before install}. Thread-safe.
 */
final class HaltAtWrite {
  private static final Set<String> WRITES =
      Set.of("accept", "end", "begin", "journal", "takeOver", "finish", "putOnce");
  private final Path file;
  private String order = "";
  private int writes;

  HaltAtWrite(Path file) {
    this.file = file;
  }

  Store guard(Store store) {
    return proxy(
        Store.class,
        (method, arguments) ->
            method.getReturnType().isInterface()
                ? part(method.getReturnType(), call(store, method, arguments))
                : call(store, method, arguments));
  }

  private <T> T part(Class<T> port, Object part) {
    return proxy(
        port,
        (method, arguments) -> {
          if (!WRITES.contains(method.getName()) || !Files.exists(file)) {
            return call(part, method, arguments);
          }
          int number = count();
          haltAt(number + " before ", method);
          var result = call(part, method, arguments);
          haltAt(number + " after ", method);
          return result;
        });
  }

  private synchronized int count() throws IOException {
    var says = Files.readString(file);
    if (!says.equals(order)) {
      order = says;
      writes = 0;
    }
    return ++writes;
  }

  private synchronized void haltAt(String point, Method method) throws IOException {
    if (order.startsWith(point)) {
      Files.writeString(file.resolveSibling("halted"), point + method.getName());
      Runtime.getRuntime().halt(137);
    }
  }

  private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  /** What becomes of a call. */
  private interface Use {
    Object of(Method method, Object[] arguments) throws Throwable;
  }

  private static <T> T proxy(Class<T> port, Use use) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (_, method, arguments) -> use.of(method, arguments)));
  }
}
