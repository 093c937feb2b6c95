package io.sutler.cloud.container;

import io.sutler.cloud.CloudRegion;
import io.sutler.cloud.CloudTrouble;
import io.sutler.domain.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Asks an engine what a region needs of it. */
record CheckEngine(Engine engine, CloudRegion region) {
  private interface Question {
    Finding ask() throws CloudTrouble, InterruptedException;
  }

  List<Finding> findings() throws InterruptedException {
    var findings = new ArrayList<Finding>();
    findings.add(asked("reachable", this::reachable));
    if (!findings.getFirst().good()) {
      return findings;
    }
    findings.add(asked("room", this::room));
    findings.add(asked("image", this::image));
    findings.add(asked("networks", this::networks));
    findings.add(asked("machines", this::machines));
    findings.add(
        new Finding(
            "flavors",
            true,
            "built in: "
                + Offers.TRAITS.flavors().stream()
                    .map(f -> f.name())
                    .collect(Collectors.joining(", "))));
    return findings;
  }

  private static Finding asked(String name, Question question) throws InterruptedException {
    try {
      return question.ask();
    } catch (CloudTrouble e) {
      return new Finding(name, false, e.failure().message());
    } catch (RuntimeException e) {
      return new Finding(name, false, "the container engine said: " + Engine.said(e));
    }
  }

  private Finding reachable() throws CloudTrouble, InterruptedException {
    var version = engine.ask(c -> c.versionCmd().exec());
    return new Finding(
        "reachable",
        true,
        "%s %s at %s"
            .formatted(
                engine.isPodman() ? "Podman" : "Docker",
                version.getVersion(),
                engine.settings().endpoint()));
  }

  private Finding room() throws CloudTrouble, InterruptedException {
    var info = engine.ask(c -> c.infoCmd().exec());
    long gibibytes = Objects.requireNonNullElse(info.getMemTotal(), 0L) >> 30;
    return new Finding(
        "room", true, "%s processors, %d GiB of memory".formatted(info.getNCPU(), gibibytes));
  }

  private Finding image() throws CloudTrouble, InterruptedException {
    var image = Offers.TRAITS.images().getFirst();
    boolean there = engine.find(c -> c.inspectImageCmd(image.nativeName()).exec()).isPresent();
    return new Finding(
        "image",
        there,
        there
            ? image.name() + " is there"
            : "there is no image %s: run 'sutler region init %s', or declare images of your own"
                .formatted(image.nativeName(), region.region().name()));
  }

  private Finding networks() throws CloudTrouble, InterruptedException {
    var shared = engine.settings().network();
    if (shared.isEmpty()) {
      return new Finding(
          "networks", true, "one for each deployment, out of " + engine.settings().subnets());
    }
    boolean there =
        engine.find(c -> c.inspectNetworkCmd().withNetworkId(shared.get()).exec()).isPresent();
    return new Finding(
        "networks",
        there,
        there
            ? shared.get() + " is there"
            : "there is no network '" + shared.get() + "': make it, or leave it out");
  }

  private Finding machines() throws CloudTrouble, InterruptedException {
    int n = new SeeContainers(engine, region).containers(Tags.ours(region)).size();
    return new Finding("machines", true, n + " of this Sutler in this region");
  }
}
