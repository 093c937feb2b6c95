package io.sutler.cloud.openstack;

import io.sutler.cloud.CloudTrouble;
import io.sutler.cloud.Power;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Nova knows a word for each way back; which is right depends on where a machine is. */
record PowerServer(Session session) {
  void ask(String id, Power power) throws CloudTrouble, InterruptedException {
    var server = session.find(Service.COMPUTE, "/servers/" + Names.query(id));
    if (server.isEmpty()) {
      return;
    }
    var status = server.get().at("/server/status").asText();
    var action =
        switch (power) {
          case START -> start(status);
          case STOP -> stop(status);
          case SUSPEND ->
              status.equals("ACTIVE") ? Optional.of("suspend") : Optional.<String>empty();
          case REBOOT -> Optional.of("reboot");
        };
    if (action.isEmpty()) {
      return;
    }
    var body = new HashMap<String, @Nullable Object>();
    body.put(action.get(), power == Power.REBOOT ? Map.of("type", "HARD") : null);
    var answer =
        session.call(Service.COMPUTE, "POST", "/servers/" + Names.query(id) + "/action", body);
    if (!answer.isGood() && !answer.isGone()) {
      throw session.refusals().of(Service.COMPUTE.title(), answer);
    }
  }

  private static Optional<String> start(String status) {
    return switch (status) {
      case "SHUTOFF" -> Optional.of("os-start");
      case "SUSPENDED" -> Optional.of("resume");
      case "PAUSED" -> Optional.of("unpause");
      case "SHELVED", "SHELVED_OFFLOADED" -> Optional.of("unshelve");
      default -> Optional.empty();
    };
  }

  /** One that is suspended must be woken first; the next look asks again. */
  private static Optional<String> stop(String status) {
    return switch (status) {
      case "ACTIVE", "ERROR" -> Optional.of("os-stop");
      case "SUSPENDED" -> Optional.of("resume");
      case "PAUSED" -> Optional.of("unpause");
      default -> Optional.empty();
    };
  }
}
