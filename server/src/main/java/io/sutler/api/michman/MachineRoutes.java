package io.sutler.api.michman;

import io.sutler.access.Caller;
import io.sutler.api.Answer;
import io.sutler.api.Ask;
import io.sutler.api.Route;
import java.util.List;
import java.util.stream.Stream;

/** {@code /images} and {@code /flavors}. */
record MachineRoutes(Face face, Machines machines, Projects projects, Clusters clusters) {
  private static final String IN_USE = " already in use. it can't be modified or deleted";

  List<Route> routes() {
    return List.of(
        face.route("GET", "/images", (ask, c) -> Envelope.ok(ask, machines.images(c))),
        face.route("POST", "/images", this::createImage),
        face.route("GET", "/images/{image}", (ask, c) -> Envelope.ok(ask, image(ask, c))),
        face.route("PUT", "/images/{image}", this::changeImage),
        face.route("DELETE", "/images/{image}", this::removeImage),
        face.route("GET", "/flavors", (ask, c) -> Envelope.ok(ask, machines.flavors(c))),
        face.route("POST", "/flavors", this::createFlavor),
        face.route("GET", "/flavors/{flavor}", (ask, c) -> Envelope.ok(ask, flavor(ask, c))),
        face.route("PUT", "/flavors/{flavor}", this::changeFlavor),
        face.route("DELETE", "/flavors/{flavor}", this::removeFlavor));
  }

  private Image image(Ask ask, Caller caller) {
    var name = ask.path("image");
    return machines.image(caller, name).orElseThrow(() -> Fault.notFound("image", name));
  }

  private Answer createImage(Ask ask, Caller caller) {
    var asked = GoJson.body(ask, Image.class);
    if (machines.image(caller, asked.name()).isPresent()) {
      throw Fault.exists("image", asked.name());
    }
    generated("image", asked.id());
    CheckServiceType.required("image", "Name", asked.name());
    CheckServiceType.required("image", "AnsibleUser", asked.ansibleUser());
    CheckServiceType.required("image", "CloudImageID", asked.cloudImageId());
    return Envelope.created(ask, machines.put(caller, asked));
  }

  private Answer changeImage(Ask ask, Caller caller) {
    var old = image(ask, caller);
    var asked = GoJson.body(ask, Image.class);
    generated("image", asked.id());
    requireUnused(caller, old);
    var changed =
        new Image(
            old.id(),
            Given.or(asked.name(), old.name()),
            Given.or(asked.ansibleUser(), old.ansibleUser()),
            Given.or(asked.cloudImageId(), old.cloudImageId()));
    if (!changed.name().equals(old.name()) && machines.image(caller, changed.name()).isPresent()) {
      throw Fault.exists("image", changed.name());
    }
    var stored = machines.putAs(caller, changed);
    if (!changed.name().equals(old.name())) {
      machines.removeImage(caller, old);
    }
    return Envelope.ok(ask, stored);
  }

  private Answer removeImage(Ask ask, Caller caller) {
    var image = image(ask, caller);
    requireUnused(caller, image);
    machines.removeImage(caller, image);
    return Answer.done();
  }

  private void requireUnused(Caller caller, Image image) {
    if (projects.all(caller).stream().anyMatch(p -> p.defaultImage().equals(image.name()))
        || clusters.declared(caller, projects).stream()
            .anyMatch(c -> c.image().equals(image.name()))) {
      throw new Fault(Fault.Class.VALIDATION, "image" + IN_USE);
    }
  }

  private Flavor flavor(Ask ask, Caller caller) {
    var name = ask.path("flavor");
    return machines.flavor(caller, name).orElseThrow(() -> Fault.notFound("flavor", name));
  }

  private Answer createFlavor(Ask ask, Caller caller) {
    var asked = GoJson.body(ask, Flavor.class);
    if (machines.flavor(caller, asked.name()).isPresent()) {
      throw Fault.exists("flavor", asked.name());
    }
    generated("flavor", asked.id());
    CheckServiceType.required("flavor", "Name", asked.name());
    requireSize(asked);
    return Envelope.created(ask, machines.put(caller, asked));
  }

  private static void requireSize(Flavor flavor) {
    positive("VCPUs", flavor.vcpus());
    positive("RAM", flavor.ram());
    positive("Disk", flavor.disk());
  }

  private static void positive(String field, int value) {
    if (value == 0) {
      throw Fault.invalid("required flavor field '%s' is empty", field);
    }
    if (value < 0) {
      throw Fault.invalid("flavor field '%s' must be greater than 0", field);
    }
  }

  private Answer changeFlavor(Ask ask, Caller caller) {
    var old = flavor(ask, caller);
    var asked = GoJson.body(ask, Flavor.class);
    generated("flavor", asked.id());
    requireUnused(caller, old);
    var changed =
        new Flavor(
            old.id(),
            Given.or(asked.name(), old.name()),
            asked.vcpus() == 0 ? old.vcpus() : asked.vcpus(),
            asked.ram() == 0 ? old.ram() : asked.ram(),
            asked.disk() == 0 ? old.disk() : asked.disk());
    requireSize(changed);
    if (!changed.name().equals(old.name()) && machines.flavor(caller, changed.name()).isPresent()) {
      throw Fault.exists("flavor", changed.name());
    }
    var stored = machines.putAs(caller, changed);
    if (!changed.name().equals(old.name())) {
      machines.removeFlavor(caller, old);
    }
    return Envelope.ok(ask, stored);
  }

  private Answer removeFlavor(Ask ask, Caller caller) {
    var flavor = flavor(ask, caller);
    requireUnused(caller, flavor);
    machines.removeFlavor(caller, flavor);
    return Answer.done();
  }

  private void requireUnused(Caller caller, Flavor flavor) {
    var ofProjects =
        projects.all(caller).stream()
            .flatMap(p ->
                Stream.of(
                    p.defaultMasterFlavor(),
                    p.defaultSlavesFlavor(),
                    p.defaultStorageFlavor(),
                    p.defaultMonitoringFlavor()));
    var ofClusters =
        clusters.declared(caller, projects).stream()
            .flatMap(c ->
                Stream.of(
                    c.masterFlavor(), c.slavesFlavor(), c.storageFlavor(), c.monitoringFlavor()));
    if (Stream.concat(ofProjects, ofClusters).anyMatch(flavor.name()::equals)) {
      throw new Fault(Fault.Class.USED, "flavor" + IN_USE);
    }
  }

  static void generated(String what, String id) {
    if (!id.isEmpty()) {
      throw Fault.invalid("%s 'ID' field is generated and can't be filled by user", what);
    }
  }
}
