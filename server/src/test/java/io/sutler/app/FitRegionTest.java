package io.sutler.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.domain.Region;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The region of Michman's clusters has what Michman's configuration says. */
class FitRegionTest {
  @TempDir Path data;

  private MichmanSite site(String region, Map<String, Object> settings) {
    return new MichmanSite(region, Map.of(), settings, data.resolve("logs"), Optional.empty());
  }

  @Test
  void it_gets_them_beside_its_own_and_a_region_that_is_not_there_is_no_fault() throws Exception {
    try (var api = new ApiUnderTest(data)) {
      var rooms = api.rooms();
      var plans = rooms.store().plans();
      var regions = rooms.writers().regions();
      new FitRegion(site("local", Map.of("network", "a")), plans, regions).fit();
      new FitRegion(site("local", Map.of("pool", "public")), plans, regions).fit();
      new FitRegion(site("far", Map.of("pool", "public")), plans, regions).fit();
      var local = plans.region(Optional.empty(), "local").orElseThrow();
      assertThat(local.settings()).isEqualTo(Map.of("network", "a", "pool", "public"));
      assertThat(local.kind()).isEqualTo("local");
      assertThat(local.place()).isEqualTo("here");
      var audits = rooms.store().audits().page(Optional.empty(), Long.MAX_VALUE, 100).size();
      new FitRegion(site("local", Map.of("network", "a")), plans, regions).fit();
      assertThat(rooms.store().audits().page(Optional.empty(), Long.MAX_VALUE, 100))
          .as("what is so already is not written again")
          .hasSize(audits);
    }
  }

  @Test
  void a_clouds_credentials_are_referred_to_where_they_lie_once() throws Exception {
    var flags = List.of("--vault=http://127.0.0.1:1", "--vault-token=t");
    try (var api = new ApiUnderTest(data, java.time.InstantSource.system(), flags)) {
      var rooms = api.rooms();
      var regions = rooms.writers().regions();
      var cloud = new Region("cloud", Optional.empty(), "openstack", "", Map.of(), "", false, 10);
      rooms.store().plans().put(cloud);
      var site =
          new MichmanSite(
              "cloud",
              Map.of(),
              Map.of(),
              data,
              Optional.empty(),
              new MichmanSite.Secrets("kv/openstack", "", ""));
      new FitRegion(site, rooms.store().plans(), regions).fit();
      assertThat(rooms.store().secrets().get(cloud.credentialsId())).isPresent();
      var audits = rooms.store().audits().page(Optional.empty(), Long.MAX_VALUE, 100);
      assertThat(audits.getFirst().entry().after()).containsEntry("vault", "kv/openstack");
      new FitRegion(site, rooms.store().plans(), regions).fit();
      assertThat(rooms.store().audits().page(Optional.empty(), Long.MAX_VALUE, 100))
          .hasSameSizeAs(audits);
    }
  }
}
