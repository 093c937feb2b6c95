package io.sutler.intent;

import io.sutler.catalog.Params;
import io.sutler.domain.Binding;
import io.sutler.domain.Deployment;
import io.sutler.domain.OutputValue;
import io.sutler.domain.Plan;
import io.sutler.domain.Refusal;
import io.sutler.domain.RunState;
import io.sutler.secret.CannotOpen;
import java.util.HashSet;
import java.util.Optional;
import java.util.regex.Pattern;

/** Checks that a binding can be filled: provider, output and type. */
final class CheckBinding {
  private static final Pattern COMPONENT_OUTPUT =
      Pattern.compile("\\$\\{\\s*([A-Za-z0-9_-]+)\\.([A-Za-z0-9_]+)\\s*}");
  private final Desk desk;
  private final FindPlan plans;

  CheckBinding(Desk desk, FindPlan plans) {
    this.desk = desk;
    this.plans = plans;
  }

  /**
   * @param from {@code deployment/output}
   * @throws Refusal INVALID at the parameter
   */
  Binding check(ReadParams.Owner owner, Plan consumer, String parameter, String from) {
    var pointer = "/params/" + parameter;
    int slash = from.indexOf('/');
    if (slash < 1 || slash == from.length() - 1) {
      throw Refusal.invalid(pointer, "write a binding as {\"from\": \"deployment/output\"}");
    }
    var name = from.substring(0, slash);
    var output = from.substring(slash + 1);
    if (name.equals(owner.name())) {
      throw Refusal.invalid(pointer, "a deployment cannot be bound to itself: name another one");
    }
    var provider =
        desk.store()
            .reads()
            .deployment(owner.project().id(), name)
            .filter(d -> d.desired().runState() != RunState.ABSENT)
            .orElseThrow(() ->
                Refusal.invalid(
                    pointer,
                    "there is no deployment '%s' in project %s to take it from: install it first"
                        .formatted(InertText.shown(name), owner.project().name())));
    var plan =
        plans.standing(
            owner.project().id(), provider.desired().plan(), provider.desired().planDigest());
    var template = plan.outputs().get(output);
    if (template == null) {
      throw Refusal.invalid(
          pointer,
          "%s gives no output '%s': it gives %s"
              .formatted(
                  name, InertText.shown(output), String.join(", ", plan.outputs().keySet())));
    }
    requireType(pointer, consumer, parameter, type(provider, plan, output, template), from);
    requireFits(pointer, consumer, parameter, provider, output);
    return new Binding(parameter, provider.id(), output);
  }

  /**
   * A binding that stands, with another version of the consumer's plan.
   *
   * @throws Refusal INVALID when what is given now does not fit it
   */
  void recheck(Plan consumer, Binding binding) {
    desk.store()
        .reads()
        .deployment(binding.provider())
        .ifPresent(provider ->
            requireFits(
                "/params/" + binding.parameter(),
                consumer,
                binding.parameter(),
                provider,
                binding.output()));
  }

  /** What is not there yet is checked by the pass that sees it come. */
  private void requireFits(
      String pointer, Plan consumer, String parameter, Deployment provider, String output) {
    Optional.ofNullable(provider.observed().outputs().get(output))
        .flatMap(given -> unfit(consumer, parameter, given))
        .ifPresent(why -> {
          throw Refusal.invalid(
              pointer,
              "%s/%s %s: change %s, or take it from elsewhere"
                  .formatted(provider.name(), output, why, provider.name()));
        });
  }

  private Optional<String> unfit(Plan consumer, String parameter, OutputValue given) {
    try {
      var clear = desk.secrets().reveal(given.value(), new HashSet<>());
      return desk.catalogue().params().unfit(consumer, parameter, given.type(), clear);
    } catch (CannotOpen lost) {
      return Optional.empty();
    }
  }

  private static void requireType(
      String pointer, Plan consumer, String parameter, Optional<String> gives, String from) {
    var wants = Params.binds(consumer, parameter);
    if (wants.isPresent() && gives.isPresent() && !wants.equals(gives)) {
      throw Refusal.invalid(
          pointer,
          "%s is of type %s, and this parameter takes a %s"
              .formatted(InertText.shown(from), gives.get(), wants.get()));
    }
  }

  /** From what was seen, else from the plan where its template is one component's output. */
  private static Optional<String> type(
      Deployment provider, Plan plan, String output, String template) {
    var seen =
        Optional.ofNullable(provider.observed().outputs().get(output)).map(OutputValue::type);
    if (seen.isPresent()) {
      return seen;
    }
    var match = COMPONENT_OUTPUT.matcher(template);
    return match.matches()
        ? plan.components().stream()
            .filter(c -> c.name().equals(match.group(1)))
            .flatMap(c -> Optional.ofNullable(c.outputs().get(match.group(2))).stream())
            .map(spec -> spec.type())
            .findFirst()
        : Optional.empty();
  }
}
