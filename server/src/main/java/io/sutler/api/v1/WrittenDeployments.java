package io.sutler.api.v1;

import com.fasterxml.jackson.databind.util.RawValue;
import io.sutler.domain.DeploymentId;
import io.sutler.domain.Observed;
import io.sutler.json.Json;
import io.sutler.json.Slots;
import io.sutler.view.DeploymentDetail;

/**
 * Deployments of lists as JSON text: a page is mostly made of those that the page before was made
 * of, so each is written again only when it has changed. Thread-safe.
 */
final class WrittenDeployments {
  private static final int LONGEST = 4096;

  /** A version tells what was asked for; what was seen comes and goes without a new one. */
  private record State(DeploymentId id, long version, Observed observed) {}

  private final Slots<State, String> written = new Slots<>();

  /** One without components, as lists show it. */
  RawValue of(DeploymentDetail detail) {
    var d = detail.deployment();
    var state = new State(d.id(), d.version(), d.observed());
    return new RawValue(written.get(state).orElseGet(() -> write(state, detail)));
  }

  private String write(State state, DeploymentDetail detail) {
    var json = Json.write(DeploymentWire.of(detail));
    if (json.length() <= LONGEST) {
      written.keep(state, json);
    }
    return json;
  }
}
