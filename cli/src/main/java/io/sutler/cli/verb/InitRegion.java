package io.sutler.cli.verb;

import com.fasterxml.jackson.databind.JsonNode;
import io.sutler.cli.http.Client;
import io.sutler.cli.print.Data;
import io.sutler.cli.terminal.Exit;
import io.sutler.cli.terminal.Mishap;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Prepares this machine by the installation's script, and tells the region what it said. */
record InitRegion(Session session, String name, boolean install) {
  private static final List<String> KEPT =
      List.of("kind", "place", "secret", "drained", "maxParallel");

  int run() throws InterruptedException {
    var path = "/regions/" + Client.segment(name);
    var region = session.client().get(path);
    if (!region.path("kind").asText().equals("local")) {
      throw Mishap.usage(
          "region %s is of kind %s: only this machine's own can be prepared"
              .formatted(name, region.path("kind").asText()),
          "another machine's Docker or Podman: sutler region set NAME --kind container"
              + " --setting endpoint=tcp://HOST:PORT --global");
    }
    hereOnly();
    var containers =
        Data.maybe(prepare())
            .filter(JsonNode::isObject)
            .orElseThrow(() -> Mishap.failed("the script that prepares it said nothing useful"));
    var settings = Data.object();
    region.path("settings").properties().forEach(e -> settings.set(e.getKey(), e.getValue()));
    boolean known = containers.equals(settings.get("containers"));
    settings.set("containers", containers);
    if (!known) {
      var body = Data.object();
      for (var field : KEPT) {
        Optional.ofNullable(region.get(field)).ifPresent(v -> body.set(field, v));
      }
      body.set("settings", settings);
      session.client().put(path, body);
    }
    session.print(
        containers,
        "endpoint",
        () ->
            List.of(
                "region " + name + (known ? " makes machines already" : " makes machines now"),
                "  see      " + session.terminal().name() + " region check " + name));
    return Exit.OK;
  }

  /** The script prepares the machine that it runs on; that must be the control plane's. */
  private void hereOnly() {
    var host = session.client().server().getHost();
    try {
      for (var address : InetAddress.getAllByName(host)) {
        if (address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null) {
          return;
        }
      }
    } catch (IOException e) {
      // not here then
    }
    throw Mishap.usage("the control plane is on " + host + ": run this there");
  }

  private String prepare() throws InterruptedException {
    var script =
        session
            .terminal()
            .variable("SUTLER_HOME")
            .map(home -> Path.of(home, "regions", "container", "prepare.sh"))
            .filter(Files::isExecutable)
            .orElseThrow(() ->
                Mishap.failed(
                    "SUTLER_HOME does not name a Sutler", "start it with its launcher: ./sutler"));
    var command = new ArrayList<>(List.of(script.toString()));
    if (install) {
      command.add("--install");
    }
    try {
      var process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      process.getOutputStream().close();
      var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw Mishap.failed("this machine makes no machines yet", "see above for what is missing");
      }
      return said;
    } catch (IOException e) {
      throw Mishap.failed("%s cannot be run: %s".formatted(script, e.getMessage()));
    }
  }
}
