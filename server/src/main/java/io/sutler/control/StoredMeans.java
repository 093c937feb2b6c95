package io.sutler.control;

import io.sutler.domain.Flavor;
import io.sutler.domain.Image;
import io.sutler.domain.KeyPair;
import io.sutler.domain.Region;
import io.sutler.driver.Means;
import io.sutler.json.Json;
import io.sutler.secret.SecretBox;
import io.sutler.store.Store;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What a region's machines can be made with, as stored. Thread-safe. */
record StoredMeans(Store store, SecretBox secrets, Region region) implements Means {
  @Override
  public Optional<Flavor> flavor(String name) {
    return best(store.offers().flavors(region.project()), name, Flavor::name, Flavor::region);
  }

  @Override
  public Optional<Image> image(String name) {
    return best(store.offers().images(region.project()), name, Image::name, Image::region);
  }

  @Override
  public List<String> flavors() {
    return names(store.offers().flavors(region.project()), Flavor::name, Flavor::region);
  }

  @Override
  public List<String> images() {
    return names(store.offers().images(region.project()), Image::name, Image::region);
  }

  @Override
  public Optional<String> publicKey(String project, String name) {
    return store.accounts().project(project).stream()
        .flatMap(p -> store.offers().keys(p.id()).stream())
        .filter(k -> k.name().equals(name))
        .map(KeyPair::publicKey)
        .findFirst();
  }

  /** The project's, else the region's. */
  @Override
  public Optional<String> usual(String project, String what) {
    var own =
        store
            .accounts()
            .project(project)
            .flatMap(p -> Optional.ofNullable(store.offers().defaults(p.id()).get(what)));
    return own.or(() ->
        region.settings().get("defaults") instanceof Map<?, ?> defaults
                && defaults.get(what) instanceof String name
            ? Optional.of(name)
            : Optional.empty());
  }

  private <T> List<String> names(
      List<T> all, Function<T, String> names, Function<T, String> regions) {
    return all.stream()
        .filter(t -> regions.apply(t).isEmpty() || regions.apply(t).equals(region.name()))
        .map(names)
        .distinct()
        .sorted()
        .toList();
  }

  private <T> Optional<T> best(
      List<T> all, String name, Function<T, String> names, Function<T, String> regions) {
    var here =
        all.stream()
            .filter(t -> names.apply(t).equals(name))
            .filter(t -> regions.apply(t).isEmpty() || regions.apply(t).equals(region.name()))
            .toList();
    return here.stream()
        .filter(t -> !regions.apply(t).isEmpty())
        .findFirst()
        .or(() -> here.stream().findFirst());
  }

  @Override
  public Map<String, String> vault(String path) {
    return region.project().isPresent() ? Map.of() : secrets.fields(path);
  }

  @Override
  public Map<String, String> credentials() {
    var clear = new LinkedHashMap<String, String>();
    secrets
        .open(region.credentialsId())
        .or(() -> region.project().flatMap(p -> secrets.open(p + "/" + region.secret())))
        .map(Json::object)
        .orElse(Map.of())
        .forEach((key, value) -> clear.put(key, String.valueOf(value)));
    return clear;
  }
}
