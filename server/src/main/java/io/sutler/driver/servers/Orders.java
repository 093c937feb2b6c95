package io.sutler.driver.servers;

import io.sutler.cloud.CloudTraits;
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

  /**
   * @throws CloudTrouble the user's, with the names that there are
   */
  static Orders of(ComponentView c, CloudTraits cloud) throws CloudTrouble {
    var inputs = ServersInputs.of(c);
    var keys = new ArrayList<String>();
    if (inputs.key().isPresent()) {
      keys.add(PublicHalf.of(inputs.key().get()));
    }
    keys.addAll(inputs.keys());
    return new Orders(c, inputs, flavor(c, inputs, cloud), image(c, inputs.image(), cloud), keys);
  }

  private static Flavor flavor(ComponentView c, ServersInputs inputs, CloudTraits cloud)
      throws CloudTrouble {
    var name = inputs.flavor();
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

  static Image image(ComponentView c, String name, CloudTraits cloud) throws CloudTrouble {
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
