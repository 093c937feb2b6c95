package io.sutler.cli.machine;

import com.fasterxml.jackson.databind.JsonNode;
import io.sutler.cli.http.Client;
import io.sutler.cli.terminal.Mishap;
import io.sutler.cli.terminal.Terminal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Removes all that a control plane has made, and the control plane: first by its own removal, since
 * that alone knows what stands elsewhere; then what is left of its processes; then its data.
 *
 * @param force go on where something cannot be removed
 */
public record Wipe(Terminal terminal, ControlPlane plane, boolean force) {
  private static final Duration WITHIN = Duration.ofSeconds(90);

  /** One deployment that stands. */
  public record Standing(String project, String name, boolean leaving) {}

  /** Everything that stands, of all projects. */
  public static List<Standing> standing(Client client) {
    var all = new ArrayList<Standing>();
    for (var project : client.list("/projects").path("items")) {
      var slug = project.path("name").asText();
      for (var d :
          client.list("/projects/" + Client.segment(slug) + "/deployments").path("items")) {
        all.add(
            new Standing(
                slug,
                d.path("metadata").path("name").asText(),
                d.path("desired").path("runState").asText().equals("absent")));
      }
    }
    return all;
  }

  /**
   * @throws Mishap when a deployment cannot be removed, unless forced; the data stays then
   */
  public void run() throws InterruptedException {
    var installation = plane.client().get("/system").path("installation").asText("");
    removeDeployments();
    removeRetained();
    plane.stop();
    new OwnedProcesses(installation).kill();
    plane.data().remove(terminal);
  }

  private void removeDeployments() throws InterruptedException {
    var client = plane.client();
    var refusals = new LinkedHashMap<String, String>();
    var deadline = System.nanoTime() + WITHIN.toNanos();
    // In rounds: what others are bound to can go only after them.
    for (var left = standing(client); !left.isEmpty(); left = standing(client)) {
      if (System.nanoTime() > deadline) {
        giveUp(left, refusals);
        return;
      }
      for (var one : left) {
        if (!one.leaving()) {
          remove(client, one).ifPresent(why -> refusals.put(one.name(), why));
        }
      }
      Thread.sleep(100);
    }
  }

  private static Optional<String> remove(Client client, Standing one) {
    try {
      client.json(
          new Client.Request(
              "DELETE",
              "/projects/"
                  + Client.segment(one.project())
                  + "/deployments/"
                  + Client.segment(one.name())
                  + "?retain=false&destroyData=true"));
      return Optional.empty();
    } catch (Mishap e) {
      return Optional.of(e.sentence());
    }
  }

  private void giveUp(List<Standing> left, Map<String, String> refusals) {
    if (!force) {
      throw Mishap.failed(
          "not everything could be removed: nothing of Sutler's own was touched",
          left.stream()
              .map(d -> d.name() + ": " + refusals.getOrDefault(d.name(), "still being removed"))
              .toList()
              .toArray(String[]::new));
    }
  }

  private void removeRetained() {
    var client = plane.client();
    for (JsonNode project : client.list("/projects").path("items")) {
      var path = "/projects/" + Client.segment(project.path("name").asText()) + "/retained";
      for (var kept : client.list(path).path("items")) {
        try {
          client.delete(path + "/" + Client.segment(kept.path("name").asText()));
        } catch (Mishap e) {
          if (!force) {
            throw e;
          }
        }
      }
    }
  }
}
