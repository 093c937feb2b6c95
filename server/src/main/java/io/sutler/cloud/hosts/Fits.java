package io.sutler.cloud.hosts;

import io.sutler.cloud.MachineOrder;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether a host is what an order asks for. Pure. */
final class Fits {
  /** Every flavor and every image that is not asked for by another name. */
  static final String ANY = "any";

  private Fits() {}

  /** Why not; empty when it is. */
  static Optional<String> whyNot(Host host, MachineOrder order) {
    if (host.flavor().isPresent()) {
      if (!order.flavor().equals(ANY) && !host.flavor().get().equals(order.flavor())) {
        return Optional.of("is of flavor " + host.flavor().get());
      }
    } else if (!order.flavor().equals(ANY)) {
      boolean small =
          (host.size().cpus() > 0 && host.size().cpus() < order.size().cpus())
              || (host.size().memory() > 0 && host.size().memory() < order.size().memory());
      if (small) {
        return Optional.of("is smaller than flavor " + order.flavor());
      }
    }
    boolean other =
        host.image().isPresent()
            && !order.image().equals(ANY)
            && !host.image().get().equals(order.image());
    if (other) {
      return Optional.of("has image " + host.image().orElse(""));
    }
    var missing = wanted(order).stream().filter(l -> !host.labels().contains(l)).toList();
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of("has no label " + String.join(", ", missing));
  }

  private static Set<String> wanted(MachineOrder order) {
    return switch (order.settings().get("labels")) {
      case List<?> labels ->
          labels.stream().map(String::valueOf).collect(java.util.stream.Collectors.toSet());
      case String label -> Set.of(label);
      case null, default -> Set.of();
    };
  }
}
