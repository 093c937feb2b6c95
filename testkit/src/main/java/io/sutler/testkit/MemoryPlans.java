package io.sutler.testkit;

import io.sutler.domain.ProjectId;
import io.sutler.domain.Region;
import io.sutler.store.Plans;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Published plans and regions in maps: all of them everybody's. */
public final class MemoryPlans implements Plans {
  private final Map<String, PlanRow> rows = new ConcurrentHashMap<>();
  private final Map<String, byte[]> bundles = new ConcurrentHashMap<>();
  private final Map<String, Region> regions = new ConcurrentHashMap<>();

  @Override
  public boolean publish(PlanRow plan, byte[] bundle) {
    bundles.put(plan.digest(), bundle);
    return rows.putIfAbsent(plan.digest(), plan) == null;
  }

  @Override
  public Optional<PlanRow> find(Optional<ProjectId> project, String name, String version) {
    return rows.values().stream()
        .filter(r -> r.name().equals(name) && r.version().equals(version))
        .findFirst();
  }

  @Override
  public List<PlanRow> versions(Optional<ProjectId> project, String name) {
    return rows.values().stream().filter(r -> r.name().equals(name)).toList();
  }

  @Override
  public Optional<PlanRow> byDigest(String digest) {
    return Optional.ofNullable(rows.get(digest));
  }

  @Override
  public List<PlanRow> list(Optional<ProjectId> project) {
    return List.copyOf(rows.values());
  }

  @Override
  public Optional<byte[]> bundle(String digest) {
    return Optional.ofNullable(bundles.get(digest));
  }

  @Override
  public void put(Region region) {
    regions.put(region.name(), region);
  }

  @Override
  public Optional<Region> region(Optional<ProjectId> project, String name) {
    return Optional.ofNullable(regions.get(name));
  }

  @Override
  public List<Region> regions(Optional<ProjectId> project) {
    return new ArrayList<>(regions.values());
  }

  @Override
  public List<Region> everyRegion() {
    return new ArrayList<>(regions.values());
  }

  @Override
  public boolean removeRegion(Optional<ProjectId> project, String name) {
    return regions.remove(name) != null;
  }
}
