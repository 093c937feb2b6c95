package io.sutler.access.casbin;

import io.sutler.access.Policy;
import java.util.ArrayList;
import java.util.List;
import org.casbin.jcasbin.main.SyncedEnforcer;
import org.casbin.jcasbin.model.Model;

/** A Casbin model with its rules. */
public final class CasbinPolicy implements Policy {
  private static final int MOST_RULES = 10_000;

  /** The one that Michman ships, for where none is named. */
  public static final String USUAL_MODEL =
      """
      [request_definition]
      r = sub, obj, act

      [policy_definition]
      p = sub, obj, act

      [policy_effect]
      e = some(where (p.eft == allow))

      [matchers]
      m = r.sub == p.sub && keyMatch(r.obj, p.obj) && (r.act == p.act || p.act == "*")
      """;

  private final SyncedEnforcer enforcer;

  private CasbinPolicy(SyncedEnforcer enforcer) {
    this.enforcer = enforcer;
  }

  /**
   * @param model of requests with a role, a path and a method
   * @param csv one rule a line: {@code p, user, /images, GET}; # begins a comment
   * @throws IllegalArgumentException with a sentence, and the line where there is one
   */
  public static CasbinPolicy of(String model, String csv) {
    var enforcer = enforcer(model);
    var rules = rules(csv, fields(enforcer));
    rules.forEach(enforcer::addPolicy);
    var policy = new CasbinPolicy(enforcer);
    try {
      boolean unused = enforcer.enforce("user", "/", "GET");
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "the model's matcher cannot be evaluated for a role, a path and a method: mend it", e);
    }
    return policy;
  }

  private static SyncedEnforcer enforcer(String text) {
    try {
      var model = new Model();
      model.loadModelFromText(text);
      var enforcer = new SyncedEnforcer(model);
      enforcer.enableLog(false);
      for (var section : List.of("r", "p", "e", "m")) {
        if (enforcer.getModel().model.get(section) == null) {
          throw new IllegalArgumentException("section " + section);
        }
      }
      return enforcer;
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "it is no Casbin model: it needs [request_definition], [policy_definition],"
              + " [policy_effect] and [matchers]",
          e);
    }
  }

  private static int fields(SyncedEnforcer enforcer) {
    var definitions = enforcer.getModel().model.get("p");
    var definition = definitions == null ? null : definitions.get("p");
    if (definition == null) {
      throw new IllegalArgumentException("the model's [policy_definition] has no p = ...");
    }
    return definition.tokens.length;
  }

  private static List<List<String>> rules(String csv, int fields) {
    var rules = new ArrayList<List<String>>();
    int number = 0;
    for (var line : csv.lines().toList()) {
      number++;
      if (line.isBlank() || line.stripLeading().startsWith("#")) {
        continue;
      }
      var words = new ArrayList<>(List.of(line.split(",", -1)));
      words.replaceAll(String::strip);
      if (!words.getFirst().equals("p")
          || words.size() != fields + 1
          || words.stream().anyMatch(String::isEmpty)
          || line.chars().anyMatch(c -> Character.isISOControl(c) && c != '\t')) {
        throw new IllegalArgumentException(
            "line %d: write p and %d values, as in p, user, /images, GET"
                .formatted(number, fields));
      }
      rules.add(List.copyOf(words.subList(1, words.size())));
      if (rules.size() > MOST_RULES) {
        throw new IllegalArgumentException("it has more than %d rules".formatted(MOST_RULES));
      }
    }
    if (rules.isEmpty()) {
      throw new IllegalArgumentException("it has no rule, and so would refuse everybody");
    }
    return rules;
  }

  @Override
  public boolean allows(String role, String path, String method) {
    return enforcer.enforce(role, path, method);
  }
}
