package io.sutler.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sutler.acceptance.Api.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;

/**
 * Plans of one playbook on hosts that the deployment names, and what their deployments say.
 *
 * @param home for the plans' files
 */
record BadPlaybooks(Api api, Path home) {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** One that is well as it is. */
  static final String GOOD =
      """
      - hosts: all
        gather_facts: false
        tasks: [{ name: works, command: 'true' }]
      """;

  private static final String PLAN =
      """
      kind: Plan
      name: %s
      version: %s
      parameters:
        hosts: { type: array, items: { type: object } }
        vars: { type: object, default: {} }
        key: { type: string, default: "", writeOnly: true }
      components:
        site:
          driver: ansible
          deadline: %s
          with:
            playbook: bin/site.yml
            groups: { all_of_them: "${params.hosts}" }
            vars: "${params.vars}"
            key: "${params.key}"
      """;

  static Map<String, Object> here(String name) {
    return Map.of("name", name, "role", "", "facts", Map.of("connection", "local"));
  }

  void publish(String plan, String version, String deadline, String playbook) throws Exception {
    LedgerPlan.publish(
        api,
        home.resolve(plan + version),
        PLAN.formatted(plan, version, deadline),
        Map.of("site.yml", playbook));
  }

  /** A deployment of the plan of its name. */
  Answer order(String name, Map<String, Object> params) {
    return api.order(name, name, "local", params);
  }

  private JsonNode deployment(String name) {
    return api.get(Api.deployment(name)).body();
  }

  /** Its turn is a person's: named so, with the cause, and not tried again. */
  void awaitsItsUser(String name, String code) {
    awaitSaid(name, "Failed", "user", code);
    assertThat(deployment(name).at("/observed/components/0/retryAt").isMissingNode()).isTrue();
  }

  /** It goes on by itself: named so, with the cause and who can mend it. */
  void triesAgain(String name, String blame, String code) {
    awaitSaid(name, "RetryLater", blame, code);
  }

  private void awaitSaid(String name, String reason, String blame, String code) {
    Awaitility.await(name + " says " + code)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(() -> {
          var now = deployment(name);
          assertThat(now.at("/observed/components/0/failure/code").asText())
              .as("%s", now)
              .isEqualTo(code);
          assertThat(now.at("/observed/components/0/failure/blame").asText()).isEqualTo(blame);
          assertThat(reasons(now)).as("%s", now).containsExactly(reason);
        });
  }

  /** Of the conditions that do not hold, but for what no playbook without check mode can. */
  private static List<String> reasons(JsonNode deployment) {
    return StreamSupport.stream(deployment.path("conditions").spliterator(), false)
        .filter(c -> !c.path("holds").asBoolean() && !c.path("type").asText().equals("verified"))
        .map(c -> c.path("reason").asText())
        .toList();
  }
}
