package io.sutler.testkit;

import io.sutler.domain.DeploymentId;
import io.sutler.domain.ProjectId;
import io.sutler.store.Secrets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Sealed secrets in a map. */
final class MemorySecrets implements Secrets {
  private final Map<String, byte[]> sealed = new ConcurrentHashMap<>();

  @Override
  public void put(String id, ProjectId project, Optional<DeploymentId> deployment, byte[] secret) {
    sealed.put(id, secret);
  }

  @Override
  public byte[] putOnce(
      String id, ProjectId project, Optional<DeploymentId> deployment, byte[] secret) {
    var standing = sealed.putIfAbsent(id, secret);
    return standing == null ? secret : standing;
  }

  @Override
  public Optional<byte[]> get(String id) {
    return Optional.ofNullable(sealed.get(id));
  }

  @Override
  public boolean remove(String id) {
    return sealed.remove(id) != null;
  }

  @Override
  public List<String> ids(ProjectId project) {
    return List.copyOf(sealed.keySet());
  }
}
