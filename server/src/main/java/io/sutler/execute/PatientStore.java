package io.sutler.execute;

import io.sutler.domain.ComponentRecord;
import io.sutler.domain.Refusal;
import io.sutler.domain.Step;
import io.sutler.store.Fence;
import io.sutler.store.Passes;
import io.sutler.store.Store;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.logging.Logger;

/**
 * The store as those see it who carry out work: while it cannot be reached, or its disk is full,
 * they wait. What they have begun in the world goes on meanwhile, and is journaled when the store
 * is back; giving it up would only do it twice. An interrupt ends the waiting. Thread-safe.
 */
public final class PatientStore {
  private static final Logger LOG = Logger.getLogger(PatientStore.class.getName());
  private static final Duration PAUSE = Duration.ofMillis(250);
  private static final Set<String> PASSING =
      Set.of(
          "unreachable", "unknown", "busy", "overloaded", "read-only", "disk-full", "disk-failed");

  /** Those of the loop itself come again by themselves. */
  private static final Set<String> AT_ONCE =
      Set.of("lease", "release", "scan", "marked", "append", "backup", "accepts", "close");

  private final AtomicBoolean told = new AtomicBoolean();
  private final Map<Class<?>, Object> parts = new ConcurrentHashMap<>();

  private PatientStore() {}

  public static Store of(Store store) {
    var patient = new PatientStore();
    return proxy(
        Store.class,
        (method, arguments) ->
            method.getReturnType().isInterface()
                ? patient.part(method.getReturnType(), call(store, method, arguments))
                : call(store, method, arguments));
  }

  private Object part(Class<?> port, Object part) {
    return parts.computeIfAbsent(
        port, _ -> proxy(port, (method, arguments) -> patiently(part, method, arguments)));
  }

  private Object patiently(Object part, Method method, Object[] arguments) throws Throwable {
    while (true) {
      try {
        var result = call(part, method, arguments);
        if (told.get() && told.compareAndSet(true, false)) {
          LOG.info("the store is back: going on");
        }
        return part instanceof Passes passes && result instanceof BooleanSupplier stands
            ? again(passes, stands, arguments)
            : result;
      } catch (Refusal refusal) {
        if (!isPassing(refusal)
            || AT_ONCE.contains(method.getName())
            || Thread.currentThread().isInterrupted()) {
          throw refusal;
        }
        if (told.compareAndSet(false, true)) {
          LOG.warning(() -> "work waits for the store: " + refusal.sentence());
        }
        pause(refusal);
      }
    }
  }

  private static boolean isPassing(Refusal refusal) {
    return refusal.kind() == Refusal.Kind.UNAVAILABLE && PASSING.contains(refusal.code());
  }

  /** What was to be journaled soon, and was not, is journaled patiently when it must stand. */
  @SuppressWarnings("unchecked")
  private BooleanSupplier again(Passes passes, BooleanSupplier stands, Object[] arguments) {
    var patient = (Passes) part(Passes.class, passes);
    return () -> {
      try {
        return stands.getAsBoolean();
      } catch (Refusal refusal) {
        if (!isPassing(refusal)) {
          throw refusal;
        }
        return patient.journal(
            (Fence) arguments[0],
            (Long) arguments[1],
            (Step) arguments[2],
            (Optional<ComponentRecord>) arguments[3]);
      }
    };
  }

  private static void pause(Refusal refusal) {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw refusal;
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
