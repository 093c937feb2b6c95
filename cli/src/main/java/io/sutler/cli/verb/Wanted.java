package io.sutler.cli.verb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sutler.cli.http.Client;
import io.sutler.cli.print.Data;
import io.sutler.cli.print.Plain;
import io.sutler.cli.terminal.Exit;
import io.sutler.cli.terminal.Mishap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A deployment as a file declares it.
 *
 * @param source file and number of the document
 * @param project empty for the one meant by the command
 * @param body as the API takes it
 */
record Wanted(String source, Optional<String> project, String name, ObjectNode body) {
  /** The deployment as it stands. */
  static Optional<JsonNode> standing(Session session, String name) {
    try {
      return Optional.of(session.client().get(session.deployment(name, "")));
    } catch (Mishap e) {
      if (e.exit() == Exit.REFUSED && e.sentence().contains("(not-found)")) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** What it would do. */
  JsonNode preview(Session session) {
    var stands = standing(session, name);
    if (stands.isEmpty()) {
      return session.client().post(session.inProject("/deployments:preview"), body);
    }
    var update = Data.object();
    update.set("update", patch(session, stands.get(), List.of()));
    return session.client().post(session.deployment(name, ":preview"), update);
  }

  /** What is left to do to make it so. */
  sealed interface Due {
    /** It stands so already. */
    record Nothing() implements Due {}

    /** It goes on already, by this command. */
    record UnderWay(JsonNode command) implements Due {}

    record Send(Client.Request request) implements Due {}
  }

  /** What makes it so. */
  Due due(Session session, List<String> mayDestroy) {
    var stands = standing(session, name);
    if (stands.isEmpty()) {
      return new Due.Send(new Client.Request("POST", session.inProject("/deployments")).body(body));
    }
    var patch = patch(session, stands.get(), mayDestroy);
    return patch.isEmpty() || isSealedTheSame(session, stands.get(), patch)
        ? again(session, stands.get(), mayDestroy)
        : new Due.Send(change(session, stands.get(), patch));
  }

  private Client.Request change(Session session, JsonNode stands, ObjectNode patch) {
    var version = stands.path("metadata").path("resourceVersion").asText();
    return new Client.Request("PATCH", session.deployment(name, ""))
        .header("If-Match", "\"" + version + "\"")
        .body(patch);
  }

  // Declared so already is not there already: what failed is tried again, what goes on is waited
  // for.
  private Due again(Session session, JsonNode stands, List<String> mayDestroy) {
    var brief = Brief.of(stands);
    if (brief.reached()) {
      return new Due.Nothing();
    }
    if (brief.runState().equals("absent")) {
      throw new Mishap(
          Exit.FAILED,
          name + " is being removed",
          "apply it again when it is gone, or cancel the removal");
    }
    if (stands.path("desired").path("held").asBoolean()) {
      throw new Mishap(
          Exit.FAILED,
          name + " is as declared, but not reached, and held by a person",
          "let it go on: " + session.terminal().name() + " release " + name);
    }
    var going =
        mayDestroy.isEmpty() && !failed(stands) ? going(session) : Optional.<JsonNode>empty();
    if (going.isPresent()) {
      return new Due.UnderWay(going.get());
    }
    session.say(name + ": as declared, but not reached" + why(stands) + "; trying again");
    if (mayDestroy.isEmpty()) {
      return new Due.Send(new Client.Request("POST", session.deployment(name, ":retry")));
    }
    var patch = Data.object();
    mayDestroy.forEach(c -> patch.withArray("mayDestroy").add(c));
    return new Due.Send(change(session, stands, patch));
  }

  // What failed waits for its next try, which may be long.
  private static boolean failed(JsonNode stands) {
    for (var component : stands.at("/observed/components")) {
      if (component.has("failure")) {
        return true;
      }
    }
    return false;
  }

  private Optional<JsonNode> going(Session session) {
    var page =
        session.client().get(session.inProject("/commands?deployment=" + Client.segment(name)));
    for (var command : page.path("items")) {
      if (command.path("state").asText().equals("accepted")
          && !command.path("kind").asText().equals("operate")) {
        return Optional.of(command);
      }
    }
    return Optional.empty();
  }

  private static String why(JsonNode stands) {
    for (var condition : stands.path("conditions")) {
      if (Brief.blocks(condition) && !condition.path("message").asText().isEmpty()) {
        return " (" + Plain.inert(condition.path("message").asText()) + ")";
      }
    }
    return "";
  }

  /** Whether all that may differ are secrets, which the server alone can compare, and none does. */
  private boolean isSealedTheSame(Session session, JsonNode stands, ObjectNode patch) {
    for (var field : patch.properties()) {
      if (!field.getKey().equals("params") && !field.getKey().equals("mayDestroy")) {
        return false;
      }
    }
    var now = stands.path("desired").path("params");
    for (var param : patch.path("params").properties()) {
      if (now.path(param.getKey()).findValue("sealed") == null) {
        return false;
      }
    }
    var update = Data.object();
    update.set("update", patch);
    var answer = session.client().post(session.deployment(name, ":preview"), update);
    return answer.has("level") && answer.path("level").isEmpty();
  }

  private ObjectNode patch(Session session, JsonNode stands, List<String> mayDestroy) {
    var desired = stands.path("desired");
    requireSameRegion(session, desired.path("region").asText());
    var patch = Data.object();
    var plan = body.path("plan").asText();
    if (!fits(plan, desired.path("plan").asText())) {
      patch.put("plan", plan);
    }
    var params = params(session, desired);
    if (!params.isEmpty()) {
      patch.set("params", params);
    }
    var title = body.path("displayName").asText("");
    if (!title.isEmpty() && !title.equals(stands.path("metadata").path("displayName").asText())) {
      patch.put("displayName", title);
    }
    if (body.has("schedules") && !body.get("schedules").equals(desired.get("schedules"))) {
      patch.set("schedules", body.get("schedules"));
    }
    copyTimes(desired, patch);
    if (!patch.isEmpty()) {
      mayDestroy.forEach(c -> patch.withArray("mayDestroy").add(c));
    }
    return patch;
  }

  private void requireSameRegion(Session session, String stands) {
    var declared = body.path("region").asText(stands);
    if (!declared.equals(stands)) {
      throw new Mishap(
          Exit.FAILED,
          "%s stands in region %s, not in %s: what stands does not move"
              .formatted(name, stands, declared),
          "remove it (%s remove %s), and apply it again"
              .formatted(session.terminal().name(), name));
    }
  }

  // A file declares everything: a parameter that it does not name goes back to the plan's default.
  private ObjectNode params(Session session, JsonNode desired) {
    var now = present(desired);
    var wanted = body.path("params");
    var params = Data.object();
    for (var param : wanted.properties()) {
      if (!param.getValue().equals(now.get(param.getKey()))) {
        params.set(param.getKey(), param.getValue());
      }
    }
    now.keySet().removeIf(wanted::has);
    if (!now.isEmpty()) {
      var schema = Params.schema(session, body.path("plan").asText()).path("properties");
      now.forEach((name, value) -> {
        if (schema.has(name) && !value.equals(schema.path(name).path("default"))) {
          params.putNull(name);
        }
      });
    }
    return params;
  }

  // Times count from now: applying the same file again must not move them.
  private void copyTimes(JsonNode desired, ObjectNode patch) {
    if (body.has("expires") && !desired.has("removeAt")) {
      patch.set("expires", body.get("expires"));
    }
    if (body.has("stopAfter") && !desired.has("stopAt")) {
      patch.set("stopAfter", body.get("stopAfter"));
    }
  }

  private static Map<String, JsonNode> present(JsonNode desired) {
    var now = new LinkedHashMap<String, JsonNode>();
    desired.path("params").properties().forEach(p -> now.put(p.getKey(), p.getValue()));
    for (var binding : desired.path("bindings")) {
      var from = Data.object().put("from", binding.path("from").asText());
      now.put(binding.path("parameter").asText(), from);
    }
    return now;
  }

  private static boolean fits(String asked, String stands) {
    return stands.equals(asked)
        || stands.startsWith(asked + "@")
        || (asked.contains("@") && stands.startsWith(asked + "."));
  }
}
