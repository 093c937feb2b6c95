package io.sutler.api.michman;

import io.sutler.access.Caller;
import io.sutler.domain.Resources;
import io.sutler.intent.ManageOffers;
import io.sutler.view.ShowOffers;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Images and flavors: the ones here that are of every project and region. */
record Machines(ShowOffers show, ManageOffers manage, MachineIds ids) {
  private static final long MB = 1L << 20;
  private static final long GB = 1L << 30;

  List<Image> images(Caller caller) {
    var known = ids.known(caller);
    return show.images(caller, Optional.empty()).stream()
        .filter(i -> i.region().isEmpty())
        .map(i -> image(i, known))
        .toList();
  }

  Optional<Image> image(Caller caller, String nameOrId) {
    var all = images(caller);
    return all.stream()
        .filter(i -> i.name().equals(nameOrId))
        .findFirst()
        .or(() -> all.stream().filter(i -> i.id().equals(nameOrId)).findFirst());
  }

  /** The name of one by its name or id, which alone says whether it is in use. */
  String imageName(Caller caller, String nameOrId) {
    return image(caller, nameOrId).orElseThrow(() -> Fault.notFound("image", nameOrId)).name();
  }

  /** As {@link #imageName}. */
  String flavorName(Caller caller, String nameOrId) {
    return flavor(caller, nameOrId).orElseThrow(() -> Fault.notFound("flavor", nameOrId)).name();
  }

  Image put(Caller caller, Image image) {
    return image(store(caller, image), ids.known(caller));
  }

  /** One that has an id already, by whatever name it had. */
  Image putAs(Caller caller, Image image) {
    var stored = store(caller, image);
    ids.keep(caller, MachineIds.IMAGE, stored.name(), image.id());
    return image(stored, ids.known(caller));
  }

  private io.sutler.domain.Image store(Caller caller, Image image) {
    return manage.put(
        caller,
        Optional.empty(),
        new io.sutler.domain.Image(
            image.name(), Optional.empty(), "", image.cloudImageId(), image.ansibleUser()));
  }

  private static Image image(io.sutler.domain.Image i, MachineIds.Known known) {
    return new Image(known.of(MachineIds.IMAGE, i.name()), i.name(), i.login(), i.nativeName());
  }

  void removeImage(Caller caller, Image image) {
    manage.removeImage(caller, Optional.empty(), "", image.name());
    ids.forget(caller, MachineIds.IMAGE, image.name());
  }

  List<Flavor> flavors(Caller caller) {
    var known = ids.known(caller);
    return show.flavors(caller, Optional.empty()).stream()
        .filter(f -> f.region().isEmpty())
        .map(f -> flavor(f, known))
        .toList();
  }

  Optional<Flavor> flavor(Caller caller, String nameOrId) {
    var all = flavors(caller);
    return all.stream()
        .filter(f -> f.name().equals(nameOrId))
        .findFirst()
        .or(() -> all.stream().filter(f -> f.id().equals(nameOrId)).findFirst());
  }

  Flavor put(Caller caller, Flavor flavor) {
    return flavor(store(caller, flavor), ids.known(caller));
  }

  /** One that has an id already, by whatever name it had. */
  Flavor putAs(Caller caller, Flavor flavor) {
    var stored = store(caller, flavor);
    ids.keep(caller, MachineIds.FLAVOR, stored.name(), flavor.id());
    return flavor(stored, ids.known(caller));
  }

  private io.sutler.domain.Flavor store(Caller caller, Flavor flavor) {
    return manage.put(
        caller,
        Optional.empty(),
        new io.sutler.domain.Flavor(
            flavor.name(),
            Optional.empty(),
            "",
            "",
            new Resources(flavor.vcpus() * 1000L, flavor.ram() * MB, flavor.disk() * GB),
            BigDecimal.ZERO));
  }

  void removeFlavor(Caller caller, Flavor flavor) {
    manage.removeFlavor(caller, Optional.empty(), "", flavor.name());
    ids.forget(caller, MachineIds.FLAVOR, flavor.name());
  }

  private static Flavor flavor(io.sutler.domain.Flavor f, MachineIds.Known known) {
    var size = f.resources();
    return new Flavor(
        known.of(MachineIds.FLAVOR, f.name()),
        f.name(),
        (int) Math.ceilDiv(size.cpus(), 1000L),
        (int) (size.memory() / MB),
        (int) (size.disk() / GB));
  }
}
