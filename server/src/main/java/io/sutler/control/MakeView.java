package io.sutler.control;

import io.sutler.domain.ComponentRecord;
import io.sutler.domain.Deployment;
import io.sutler.domain.DesiredComponent;
import io.sutler.domain.OwnerTag;
import io.sutler.domain.Resources;
import io.sutler.domain.Retained;
import io.sutler.domain.RunState;
import io.sutler.driver.ComponentView;
import io.sutler.driver.RegionView;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Makes what a driver sees of a component: secrets opened, files unpacked, directories named. */
final class MakeView {
  private static final Duration REMOVAL = Duration.ofMinutes(30);
  private final House house;
  private final Deployment deployment;
  private final String project;

  MakeView(House house, Deployment deployment, String project) {
    this.house = house;
    this.deployment = deployment;
    this.project = project;
  }

  /** The same component as it was recorded, for one that is no longer declared. */
  static DesiredComponent fromRecord(ComponentRecord record) {
    return new DesiredComponent(
        record.name(),
        record.driver(),
        record.region(),
        record.inputs(),
        record.digest().orElse(""),
        record.bundle(),
        record.needs(),
        record.holdsData(),
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        Optional.empty(),
        Resources.NONE,
        REMOVAL);
  }

  /**
   * @param keepData on removal: keep its storage
   * @param stepTag names the step in everything that it starts
   */
  ComponentView make(
      DesiredComponent component,
      Optional<ComponentRecord> record,
      RegionView region,
      RunState runState,
      boolean keepData,
      String stepTag) {
    // What another driver or place gave means nothing here.
    record = record.filter(r -> Records.isOf(r, component));
    var clear = new HashSet<String>();
    var inputs = reveal(withAdopted(component), clear);
    var folder =
        region.data().resolve("components").resolve(deployment.id() + "-" + safe(component.name()));
    return new ComponentView(
        new OwnerTag(region.installation(), deployment.id(), component.name()),
        project,
        deployment.name(),
        deployment.generation(),
        runState,
        withInputs(component, inputs),
        record.filter(r -> r.digest().isPresent()).map(r -> reveal(r.inputs(), clear)),
        record.flatMap(ComponentRecord::digest),
        clear,
        record.map(ComponentRecord::outputs).orElse(Map.of()),
        region,
        folder.resolve("work"),
        folder.resolve("storage"),
        house.plans().files(component.bundle()),
        record.flatMap(ComponentRecord::handle),
        stepTag,
        house.tools().clock().instant().plus(component.deadline()),
        keepData);
  }

  @SuppressWarnings("unchecked")
  Map<String, Object> reveal(Map<String, Object> data, java.util.Set<String> clear) {
    return (Map<String, Object>) house.secrets().reveal(data, clear);
  }

  /** Storage that the user wants taken over reaches the driver as one more input. */
  private Map<String, Object> withAdopted(DesiredComponent component) {
    var kept = adopted(house, deployment, component.name());
    if (kept.isEmpty()) {
      return component.inputs();
    }
    var inputs = new LinkedHashMap<>(component.inputs());
    inputs.put("adopt", kept.get().handle());
    return inputs;
  }

  /** The retained storage that a component is to take over, as long as it is retained. */
  static Optional<Retained> adopted(House house, Deployment deployment, String component) {
    var id = deployment.desired().adopt().get(component);
    return id == null
        ? Optional.empty()
        : house.tools().store().reads().retained(deployment.project()).stream()
            .filter(r -> r.id().equals(id))
            .findFirst();
  }

  private static DesiredComponent withInputs(DesiredComponent c, Map<String, Object> inputs) {
    return new DesiredComponent(
        c.name(),
        c.driver(),
        c.region(),
        inputs,
        c.digest(),
        c.bundle(),
        c.needs(),
        c.holdsData(),
        c.ready(),
        c.live(),
        c.outputs(),
        c.beforeMemberLeaves(),
        c.resources(),
        c.deadline());
  }

  /** Component names hold brackets and dots; folders do not. */
  private static String safe(String component) {
    return component.replaceAll("[^a-z0-9-]", "_");
  }
}
