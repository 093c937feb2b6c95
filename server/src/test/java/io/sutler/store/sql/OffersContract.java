package io.sutler.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.domain.Flavor;
import io.sutler.domain.Image;
import io.sutler.domain.KeyPair;
import io.sutler.domain.ProjectId;
import io.sutler.domain.Resources;
import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Flavors, images and key pairs: put, seen by whom they are for, replaced, removed. */
abstract class OffersContract extends StoreContract {
  private static final Optional<ProjectId> EVERYBODY = Optional.empty();

  OffersContract(Database database) {
    super(database);
  }

  private static Flavor flavor(Optional<ProjectId> project, String region, long cpus) {
    var size = new Resources(cpus * 1000, 4L << 30, 40L << 30);
    return new Flavor("small", project, region, "m1.small", size, new BigDecimal("0.0125"));
  }

  @Test
  void a_project_sees_its_own_flavors_first_then_everybodys() {
    var own = flavor(Optional.of(demo.id()), "", 2);
    var other = flavor(Optional.of(new ProjectId("other")), "", 8);
    store.offers().put(flavor(EVERYBODY, "", 1));
    store.offers().put(own);
    store.offers().put(other);
    assertThat(store.offers().flavors(Optional.of(demo.id())))
        .containsExactly(own, flavor(EVERYBODY, "", 1));
    assertThat(store.offers().flavors(EVERYBODY)).containsExactly(flavor(EVERYBODY, "", 1));
  }

  @Test
  void a_flavor_is_replaced_in_its_region_alone() {
    store.offers().put(flavor(EVERYBODY, "", 1));
    store.offers().put(flavor(EVERYBODY, "west", 2));
    store.offers().put(flavor(EVERYBODY, "west", 4));
    assertThat(store.offers().flavors(EVERYBODY))
        .containsExactly(flavor(EVERYBODY, "west", 4), flavor(EVERYBODY, "", 1));
    assertThat(store.offers().removeFlavor(EVERYBODY, "west", "small")).isTrue();
    assertThat(store.offers().removeFlavor(EVERYBODY, "west", "small")).isFalse();
    assertThat(store.offers().flavors(EVERYBODY)).containsExactly(flavor(EVERYBODY, "", 1));
  }

  @Test
  void images_and_keys_are_kept_as_put() {
    var image = new Image("debian-12", EVERYBODY, "west", "c0ffee", "debian");
    store.offers().put(image);
    assertThat(store.offers().images(Optional.of(demo.id()))).containsExactly(image);
    assertThat(store.offers().removeImage(EVERYBODY, "west", "debian-12")).isTrue();
    assertThat(store.offers().images(EVERYBODY)).isEmpty();

    var key = new KeyPair("laptop", demo.id(), "ssh-ed25519 AAAA mira", given.now());
    store.offers().put(key);
    assertThat(store.offers().keys(demo.id())).containsExactly(key);
    assertThat(store.offers().keys(new ProjectId("other"))).isEmpty();
    assertThat(store.offers().removeKey(demo.id(), "laptop")).isTrue();
    assertThat(store.offers().keys(demo.id())).isEmpty();
  }
}
