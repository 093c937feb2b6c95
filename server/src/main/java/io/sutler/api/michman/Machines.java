package io.sutler.api.michman;

import io.sutler.access.Caller;
import io.sutler.domain.Resources;
import io.sutler.intent.ManageOffers;
import io.sutler.view.ShowOffers;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Images and flavors: the ones here that are of every project and region. Their ids are made of
 * their names, so that those which were made through another face have one too.
 */
record Machines(ShowOffers show, ManageOffers manage) {
  private static final long MB = 1L << 20;
  private static final long GB = 1L << 30;

  List<Image> images(Caller caller) {
    return show.images(caller, Optional.empty()).stream()
        .filter(i -> i.region().isEmpty())
        .map(i -> new Image(id("image", i.name()), i.name(), i.login(), i.nativeName()))
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
    var stored =
        manage.put(
            caller,
            Optional.empty(),
            new io.sutler.domain.Image(
                image.name(), Optional.empty(), "", image.cloudImageId(), image.ansibleUser()));
    return new Image(
        id("image", stored.name()), stored.name(), stored.login(), stored.nativeName());
  }

  void removeImage(Caller caller, Image image) {
    manage.removeImage(caller, Optional.empty(), "", image.name());
  }

  List<Flavor> flavors(Caller caller) {
    return show.flavors(caller, Optional.empty()).stream()
        .filter(f -> f.region().isEmpty())
        .map(Machines::flavor)
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
    return flavor(
        manage.put(
            caller,
            Optional.empty(),
            new io.sutler.domain.Flavor(
                flavor.name(),
                Optional.empty(),
                "",
                "",
                new Resources(flavor.vcpus() * 1000L, flavor.ram() * MB, flavor.disk() * GB),
                BigDecimal.ZERO)));
  }

  void removeFlavor(Caller caller, Flavor flavor) {
    manage.removeFlavor(caller, Optional.empty(), "", flavor.name());
  }

  private static Flavor flavor(io.sutler.domain.Flavor f) {
    var size = f.resources();
    return new Flavor(
        id("flavor", f.name()),
        f.name(),
        (int) Math.ceilDiv(size.cpus(), 1000L),
        (int) (size.memory() / MB),
        (int) (size.disk() / GB));
  }

  private static String id(String kind, String name) {
    return UUID.nameUUIDFromBytes((kind + "/" + name).getBytes(StandardCharsets.UTF_8)).toString();
  }
}
