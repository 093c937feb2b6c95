package io.sutler.api.michman;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Puts what is needed before what needs it. Pure. */
final class OrderServices {
  private final List<Service> services;
  private final List<ServiceType> all;
  private final Set<String> begun = new LinkedHashSet<>();
  private final List<Service> ordered = new ArrayList<>();

  private OrderServices(List<Service> services, List<ServiceType> all) {
    this.services = services;
    this.all = all;
  }

  /** Otherwise as they were asked; where types need each other in a circle, too. */
  static List<Service> of(List<Service> services, List<ServiceType> all) {
    var order = new OrderServices(services, all);
    services.forEach(order::take);
    return order.ordered;
  }

  private void take(Service service) {
    if (!begun.add(service.type())) {
      return;
    }
    for (var need : CheckCluster.version(service, all).dependencies()) {
      services.stream().filter(s -> s.type().equals(need.serviceType())).forEach(this::take);
    }
    ordered.add(service);
  }
}
