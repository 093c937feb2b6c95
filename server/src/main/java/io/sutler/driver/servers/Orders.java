package io.sutler.driver.servers;

import io.sutler.cloud.Cloud;
import io.sutler.cloud.CloudTrouble;
import io.sutler.cloud.MachineOrder;
import io.sutler.domain.Blame;
import io.sutler.domain.Flavor;
import io.sutler.domain.Image;
import io.sutler.driver.ComponentView;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Turns what a plan says into orders to a cloud.
 *
 * @param keys who may enter: public keys
 */
record Orders(
    ComponentView component, ServersInputs inputs, Flavor flavor, Image image, List<String> keys) {

  /** Says that the project's, else the region's, is meant. */
  static final String USUAL = "default";

  private static final String WORKER = "worker";
  private static final List<String> ROLES = List.of("master", WORKER, "storage", "monitoring");

  /**
   * @throws CloudTrouble the user's, with the names that there are
   */
  static Orders of(ComponentView c, Cloud.Offered cloud) throws CloudTrouble {
    var inputs = ServersInputs.of(c);
    var keys = new ArrayList<String>();
    if (inputs.key().isPresent()) {
      keys.add(PublicHalf.of(inputs.key().get()));
    }
    keys.addAll(inputs.keys());
    for (var name : inputs.keyPairs()) {
      keys.add(
          c.region()
              .means()
              .publicKey(c.project(), name)
              .orElseThrow(() ->
                  new CloudTrouble(
                      Blame.USER,
                      "no-such-key",
                      "project %s has no key '%s': keep it with 'sutler key set %s FILE.pub', or name another"
                          .formatted(c.project(), name, name))));
    }
    return new Orders(
        c, inputs, flavor(c, inputs, cloud), image(c, imageName(c, inputs), cloud), keys);
  }

  private static String flavorName(ComponentView c, ServersInputs inputs) {
    if (!inputs.flavor().equals(USUAL)) {
      return inputs.flavor();
    }
    var role = ROLES.contains(inputs.role()) ? inputs.role() : WORKER;
    var means = c.region().means();
    return means
        .usual(c.project(), role)
        .or(() -> means.usual(c.project(), WORKER))
        .orElse("small");
  }

  private static String imageName(ComponentView c, ServersInputs inputs) {
    return inputs.image().equals(USUAL)
        ? c.region().means().usual(c.project(), "image").orElse("debian-12")
        : inputs.image();
  }

  private static Flavor flavor(ComponentView c, ServersInputs inputs, Cloud.Offered cloud)
      throws CloudTrouble {
    var name = flavorName(c, inputs);
    var means = c.region().means();
    var found =
        means
            .flavor(name)
            .or(() -> cloud.flavors().stream().filter(f -> f.name().equals(name)).findFirst());
    if (found.isEmpty()) {
      var builtIn = cloud.flavors().stream().map(Flavor::name);
      throw unknown("flavor", name, Stream.concat(means.flavors().stream(), builtIn).toList());
    }
    return found.get();
  }

  static Image image(ComponentView c, String name, Cloud.Offered cloud) throws CloudTrouble {
    var means = c.region().means();
    var found =
        means
            .image(name)
            .or(() -> cloud.images().stream().filter(i -> i.name().equals(name)).findFirst());
    if (found.isEmpty()) {
      var builtIn = cloud.images().stream().map(Image::name);
      throw unknown("image", name, Stream.concat(means.images().stream(), builtIn).toList());
    }
    return found.get();
  }

  private static CloudTrouble unknown(String kind, String name, List<String> names) {
    return new CloudTrouble(
        Blame.USER,
        "no-such-" + kind,
        names.isEmpty()
            ? "there is no %s '%s', nor any other: make one with 'sutler %s set'"
                .formatted(kind, name, kind)
            : "there is no %s '%s': there are %s"
                .formatted(kind, name, String.join(", ", new TreeSet<>(names))));
  }

  MachineOrder order(String member) {
    return new MachineOrder(
        component.owner(),
        member,
        HostName.of(component.deployment(), member),
        flavor.nativeName(),
        flavor.resources(),
        image.nativeName(),
        image.login(),
        keys,
        inputs.password(),
        inputs.disks(),
        inputs.settings(),
        inputs.digest());
  }
}
