package io.sutler.bench;

import io.sutler.store.CommandEnd;
import io.sutler.store.Finish;
import io.sutler.store.Passes;
import io.sutler.store.Store;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;

/** A store that tells of each command's end once it is durable: asking for it would be a load. */
final class SeeEnds {
  private SeeEnds() {}

  static Store of(Store store, Consumer<CommandEnd> listener) {
    var passes = seeing(store.passes(), listener);
    return proxy(
        Store.class,
        (method, args) -> method.getName().equals("passes") ? passes : method.invoke(store, args));
  }

  private static Passes seeing(Passes passes, Consumer<CommandEnd> listener) {
    return proxy(
        Passes.class,
        (method, args) -> {
          var result = method.invoke(passes, args);
          if (method.getName().equals("finish") && Boolean.TRUE.equals(result)) {
            ((Finish) args[1]).ends().forEach(listener);
          }
          return result;
        });
  }

  @FunctionalInterface
  private interface Call {
    Object on(java.lang.reflect.Method method, Object[] args) throws ReflectiveOperationException;
  }

  private static <T> T proxy(Class<T> port, Call call) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (_, method, args) -> {
              try {
                return call.on(method, args);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
