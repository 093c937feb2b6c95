package io.sutler.control;

import io.sutler.store.Passes;
import io.sutler.store.Store;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A simulated process: every call to the store or a driver goes through it, and each may be the one
 * at which it dies, or pauses for so long that another takes over.
 */
final class Process {
  private final Map<Class<?>, Object> parts = new HashMap<>();
  private final Consumer<String> onStaleWrite;
  private boolean dead;
  private boolean stale;
  private int calls;
  private int at = -1;
  private Runnable blow = () -> {};

  /**
   * @param onStaleWrite told of each write that this process did after another took over
   */
  Process(Consumer<String> onStaleWrite) {
    this.onStaleWrite = onStaleWrite;
  }

  /** Another has taken over. */
  void supersede() {
    stale = true;
  }

  /** What happens before the call number {@code in} from now. */
  synchronized void arm(int in, Runnable what) {
    at = calls + in;
    blow = what;
  }

  synchronized void disarm() {
    at = -1;
  }

  void die() {
    dead = true;
  }

  boolean isDead() {
    return dead;
  }

  <T> T guard(Class<T> port, T target) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (_, method, arguments) -> {
              point();
              try {
                var result = method.invoke(target, arguments);
                if (stale && port == Passes.class && Boolean.TRUE.equals(result)) {
                  onStaleWrite.accept(method.getName());
                }
                point();
                return result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  /** The store whose parts are guarded too. */
  Store guard(Store store) {
    return Store.class.cast(
        Proxy.newProxyInstance(
            Store.class.getClassLoader(),
            new Class<?>[] {Store.class},
            (_, method, arguments) -> {
              if (!method.getReturnType().isInterface()) {
                return method.invoke(store, arguments);
              }
              synchronized (parts) {
                var part = parts.get(method.getReturnType());
                if (part == null) {
                  part = part(method.getReturnType(), method.invoke(store));
                  parts.put(method.getReturnType(), part);
                }
                return part;
              }
            }));
  }

  private <T> Object part(Class<T> port, Object target) {
    return guard(port, port.cast(target));
  }

  private void point() {
    Runnable now = () -> {};
    synchronized (this) {
      if (++calls == at) {
        now = blow;
      }
    }
    now.run();
    if (dead) {
      throw new Crashed();
    }
  }
}
