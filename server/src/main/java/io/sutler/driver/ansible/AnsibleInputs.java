package io.sutler.driver.ansible;

import io.sutler.domain.Units;
import io.sutler.driver.ComponentView;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a plan says in an ansible component's {@code with}.
 *
 * @param playbook file of the bundle, or of the repository, that makes it so
 * @param git where the playbook lies when it is not in the bundle
 * @param remove file of the bundle that takes it away from machines that live on
 * @param groups members by group, as templates give them
 * @param vars given to every playbook
 * @param extraVars given too, where neither {@code vars} nor the playbook sets them
 * @param tags only tasks with one of these; empty means all
 * @param limit a host pattern; empty means all
 * @param strategy {@code linear} or {@code mitogen}; empty means what the region says
 * @param checkEvery how often to look for drift in check mode; empty means never
 */
record AnsibleInputs(
    String playbook,
    Optional<Git> git,
    Optional<String> remove,
    Map<String, List<Map<String, Object>>> groups,
    Map<String, Object> vars,
    Map<String, Object> extraVars,
    Login login,
    List<String> tags,
    String limit,
    String strategy,
    Optional<Duration> checkEvery) {

  private static final String USUAL_PLAYBOOK = "site.yml";

  /**
   * A repository at a commit.
   *
   * @param commit or a tag, as the plan has it
   */
  record Git(String url, String commit, io.sutler.driver.checkout.Login login) {
    static Git of(Map<String, Object> in) {
      return new Git(
          text(in, "url"),
          text(in, "commit"),
          new io.sutler.driver.checkout.Login(
              text(in, "user"), text(in, "token"), text(in, "key"), text(in, "host_key")));
    }
  }

  /**
   * How to get onto the machines; empty texts mean none.
   *
   * @param key a private key in OpenSSH's form
   */
  record Login(String key, String password, boolean become, String becomePassword) {}

  static AnsibleInputs of(ComponentView c) {
    var in = c.desired().inputs();
    var git = Optional.of(map(in.get("git"))).filter(g -> !g.isEmpty());
    return new AnsibleInputs(
        git.map(g -> g.getOrDefault("path", USUAL_PLAYBOOK).toString())
            .orElseGet(() -> text(in, "playbook")),
        git.map(Git::of),
        Optional.of(text(in, "remove")).filter(file -> !file.isEmpty()),
        groups(map(in.get("groups"))),
        map(in.get("vars")),
        map(in.get("extra_vars")),
        new Login(
            text(in, "key"),
            text(in, "password"),
            Boolean.TRUE.equals(in.get("become")),
            text(in, "become_password")),
        list(in.get("tags")).stream().map(String::valueOf).toList(),
        text(in, "limit"),
        text(in, "strategy"),
        Units.duration(text(in, "check_every")));
  }

  /** The same for one run of a part: of what its parameters do not say, all. */
  AnsibleInputs part(Map<String, Object> params) {
    return new AnsibleInputs(
        playbook,
        git,
        remove,
        groups,
        vars,
        extraVars,
        login,
        list(params.get("tags")).stream().map(String::valueOf).toList(),
        text(params, "limit"),
        strategy,
        checkEvery);
  }

  private static Map<String, List<Map<String, Object>>> groups(Map<String, Object> given) {
    var groups = new LinkedHashMap<String, List<Map<String, Object>>>();
    given.forEach((name, members) ->
        groups.put(name, list(members).stream().map(AnsibleInputs::map).toList()));
    return groups;
  }

  static String text(Map<String, Object> map, String name) {
    var value = map.get(name);
    return value == null ? "" : value.toString();
  }

  private static List<?> list(@Nullable Object value) {
    return value instanceof List<?> list ? list : List.of();
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
  }
}
