package io.sutler.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.domain.ProjectId;
import io.sutler.domain.Region;
import io.sutler.secret.MasterKey;
import io.sutler.secret.SecretBox;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of Vault a region's drivers may read. */
class RegionSecretsTest {
  @TempDir Path dir;

  private Map<String, String> read(WholeHouse house, Optional<ProjectId> owner) throws Exception {
    var secrets =
        new SecretBox(
            house.store.secrets(), MasterKey.fileIn(dir), path -> Map.of("password", "of " + path));
    var region = new Region("lab", owner, "fake", "", Map.of(), "", false, 10);
    return new StoredMeans(house.store, secrets, region).vault("kv/other/team");
  }

  @Test
  void a_projects_own_region_reads_nothing_that_its_owners_name() throws Exception {
    try (var house = new WholeHouse(dir)) {
      assertThat(read(house, Optional.empty())).containsEntry("password", "of kv/other/team");
      assertThat(read(house, Optional.of(house.demo.id()))).isEmpty();
    }
  }
}
