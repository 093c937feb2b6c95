package io.sutler.api.v1;

import com.fasterxml.jackson.databind.util.RawValue;
import io.sutler.domain.Deployment;
import io.sutler.json.Json;
import io.sutler.view.DeploymentDetail;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Deployments of lists as JSON text: a page is mostly made of those that the page before was made
 * of, so each is written again only when it has changed. Thread-safe.
 */
final class WrittenDeployments {
  private static final int SLOTS = 1024;
  private static final int LONGEST = 4096;

  private record Written(Deployment shown, String json) {
    /** A version tells what was asked for; what was seen comes and goes without a new one. */
    boolean isOf(Deployment d) {
      return shown.id().equals(d.id())
          && shown.version() == d.version()
          && shown.observed().equals(d.observed());
    }
  }

  private final AtomicReferenceArray<Written> written = new AtomicReferenceArray<>(SLOTS);

  /** One without components, as lists show it. */
  RawValue of(DeploymentDetail detail) {
    var d = detail.deployment();
    int hash = d.id().value().hashCode();
    int slot = (hash ^ hash >>> 16) & SLOTS - 1;
    var last = written.get(slot);
    if (last != null && last.isOf(d)) {
      return new RawValue(last.json());
    }
    var json = Json.write(DeploymentWire.of(detail));
    if (json.length() <= LONGEST) {
      written.set(slot, new Written(d, json));
    }
    return new RawValue(json);
  }
}
