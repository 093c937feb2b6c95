package io.sutler.catalog;

import io.sutler.domain.CheckSpec;
import io.sutler.domain.ComponentSpec;
import io.sutler.domain.DesiredComponent;
import io.sutler.domain.LeaveSpec;
import io.sutler.domain.Plan;
import io.sutler.domain.Slug;
import io.sutler.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Fills in one component that a driver makes. */
final class ResolveComponent {
  private static final Pattern KEYS = Pattern.compile("\\[[^\\]]*\\]");
  private final FillTemplates fill;
  private final Plan plan;
  private final String region;

  /**
   * @param region where components go that name none
   */
  ResolveComponent(FillTemplates fill, Plan plan, String region) {
    this.fill = fill;
    this.plan = plan;
    this.region = region;
  }

  DesiredComponent resolve(Instances.One one, Scope scope, Set<String> needs) throws CannotFill {
    var spec = one.spec();
    var where = region(spec, scope);
    @SuppressWarnings("unchecked")
    var inputs = (Map<String, Object>) fill.fill(spec.with(), scope);
    return new DesiredComponent(
        one.name(),
        spec.driver(),
        where,
        inputs,
        digest(spec, where, inputs),
        plan.digest(),
        needs,
        spec.holdsData(),
        spec.ready(),
        spec.live(),
        spec.outputs(),
        spec.beforeMemberLeaves().map(leave -> within(one.name(), spec.name(), leave)),
        new FillAmounts(fill).of(spec.resources(), scope),
        spec.deadline());
  }

  /** As named in the whole deployment, where its plan may be used by another. */
  private static LeaveSpec within(String name, String own, LeaveSpec leave) {
    var end = name.endsWith("]") ? name.lastIndexOf(own + "[") : name.length() - own.length();
    var prefix = name.substring(0, Math.max(end, 0));
    return new LeaveSpec(
        prefix + leave.of(), KEYS.matcher(prefix).replaceAll("") + leave.operation());
  }

  private String region(ComponentSpec spec, Scope scope) throws CannotFill {
    if (spec.region().isEmpty()) {
      return region;
    }
    if (fill.fill(spec.region().get(), scope) instanceof String name && Slug.isValid(name)) {
      return name;
    }
    throw CannotFill.never("its 'region' gives no region's name: " + Slug.RULE);
  }

  private String digest(ComponentSpec spec, String where, Map<String, Object> inputs) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("driver", spec.driver());
    all.put("region", where);
    all.put("inputs", inputs);
    all.put("ready", check(spec.ready()));
    all.put("live", check(spec.live()));
    Map<String, List<Object>> outputs = new TreeMap<>();
    spec.outputs()
        .forEach((name, o) -> outputs.put(name, List.of(o.type(), o.secret(), o.required())));
    all.put("outputs", outputs);
    all.put("files", plan.files().getOrDefault(spec.name(), ""));
    return Json.digest(all);
  }

  private static List<Object> check(Optional<CheckSpec> check) {
    return check
        .map(c -> List.<Object>of(c.command(), c.within().toMillis(), c.every().toMillis()))
        .orElse(List.of());
  }
}
