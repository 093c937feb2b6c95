package io.sutler.api.v1;

import io.sutler.api.Answer;
import io.sutler.api.Ask;
import io.sutler.api.Route;
import io.sutler.domain.Refusal;
import io.sutler.intent.Commands;
import io.sutler.intent.Commands.Proposed;
import io.sutler.view.Previews;
import io.sutler.wire.Change;
import io.sutler.wire.DeploymentRequest;
import io.sutler.wire.Preview;
import io.sutler.wire.PreviewRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Looks before leaps. */
record PreviewRoutes(Commands commands, Previews previews) implements Resource {
  @Override
  public List<Route> routes() {
    return List.of(
        new Route("POST", DeploymentRoutes.ALL + ":preview", this::install),
        new Route("POST", DeploymentRoutes.ONE + ":preview", this::change));
  }

  private Answer install(Ask ask) throws InterruptedException {
    var body = RequestOf.install(ask.body(DeploymentRequest.class));
    return preview(commands.propose(ask.caller(), ask.path("project"), body));
  }

  private Answer change(Ask ask) throws InterruptedException {
    var body = ask.body(PreviewRequest.class);
    var project = ask.path("project");
    var name = ask.path("deployment");
    var asked = new ArrayList<Supplier<Proposed>>();
    body.update()
        .map(RequestOf::update)
        .ifPresent(u -> asked.add(() -> commands.propose(ask.caller(), project, name, u)));
    body.scale()
        .map(RequestOf::scale)
        .ifPresent(s -> asked.add(() -> commands.propose(ask.caller(), project, name, s)));
    body.remove()
        .ifPresent(r ->
            asked.add(() ->
                commands.proposeRemoval(ask.caller(), project, name, r.retain(), r.destroyData())));
    if (asked.size() != 1) {
      throw Refusal.invalid("", "give one of update, scale and remove");
    }
    return preview(asked.getFirst().get());
  }

  private Answer preview(Proposed level) throws InterruptedException {
    var seen =
        previews.preview(
            new Previews.Request(
                level.project(),
                level.projectId(),
                level.name(),
                level.existing(),
                level.desired()));
    var counts = new TreeMap<String, Integer>();
    List.of("create", "change", "replace", "remove").forEach(kind -> counts.put(kind, 0));
    seen.changes().forEach(change -> counts.merge(change.kind(), 1, Integer::sum));
    return Answer.ok(
        new Preview(
            seen.changes().stream()
                .map(c ->
                    new Change(c.component(), c.kind(), c.reason(), c.differences(), c.effect()))
                .toList(),
            counts,
            DeploymentWire.conditions(seen.conditions()),
            level.changes(),
            level.quota()));
  }
}
