package io.sutler.api.v1;

import io.sutler.intent.Commands.Install;
import io.sutler.intent.Commands.Scale;
import io.sutler.intent.Commands.Update;
import io.sutler.wire.DeploymentPatch;
import io.sutler.wire.DeploymentRequest;
import io.sutler.wire.ScaleRequest;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;

/** From JSON to what intent takes. */
final class RequestOf {
  private RequestOf() {}

  static Install install(DeploymentRequest body) {
    return new Install(
        body.name(),
        body.displayName().orElse(body.name()),
        body.plan(),
        body.region().orElse("local"),
        body.params(),
        Words.duration(body.expires(), "/expires"),
        Words.duration(body.stopAfter(), "/stopAfter"),
        body.adopt(),
        Words.durations(body.schedules(), "/schedules"));
  }

  static Update update(DeploymentPatch body) {
    return new Update(
        body.plan(),
        body.displayName(),
        withUnset(body.params()),
        Words.durationOrNever(body.expires(), "/expires"),
        Words.durationOrNever(body.stopAfter(), "/stopAfter"),
        new HashSet<>(body.mayDestroy()),
        body.schedules().map(s -> Words.durations(s, "/schedules")));
  }

  static Scale scale(ScaleRequest body) {
    return new Scale(body.components(), new HashSet<>(body.mayDestroy()));
  }

  private static Map<String, Object> withUnset(Map<String, Object> params) {
    var out = new HashMap<String, Object>();
    for (var param : params.entrySet()) {
      Object value = param.getValue();
      out.put(param.getKey(), value == null ? io.sutler.intent.Commands.UNSET : value);
    }
    return out;
  }
}
