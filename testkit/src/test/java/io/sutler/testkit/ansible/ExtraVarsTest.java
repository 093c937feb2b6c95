package io.sutler.testkit.ansible;

import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.domain.OutputSpec;
import io.sutler.driver.ansible.AnsibleDriver;
import io.sutler.driver.local.LocalTools;
import io.sutler.json.Json;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** Variables that a user brings along: heard under their names, and nothing more than data. */
@EnabledIf(
    value = "io.sutler.testkit.ansible.AnsibleDrivers#installed",
    disabledReason = "ansible-playbook is not installed")
class ExtraVarsTest extends OnePlaybook {
  private void says(String expression) {
    component = component.output("seen", new OutputSpec("setting", false, true));
    tasks("- set_stats: { data: { sutler_outputs: { seen: \"{{ " + expression + " }}\" } } }");
  }

  @Test
  void each_arrives_under_its_name_with_its_type() throws Exception {
    component =
        component.input(
            "extra_vars",
            Map.of(
                "a_text",
                "7",
                "a_number",
                7,
                "a_part",
                0.5,
                "a_switch",
                true,
                "a_list",
                List.of("x", 1),
                "a_map",
                Map.of("deep", List.of(false))));
    says(
        "{'t': a_text, 'n': a_number, 'p': a_part, 's': a_switch, 'l': a_list, 'm': a_map} | to_json");
    assertThat(Json.object(String.valueOf(done().outputs().get("seen"))))
        .isEqualTo(
            Json.object(
                """
                {"t": "7", "n": 7, "p": 0.5, "s": true, "l": ["x", 1], "m": {"deep": [false]}}
                """));
  }

  @Test
  void vars_of_the_plan_and_of_the_playbook_go_before_them() throws Exception {
    component =
        component
            .input("extra_vars", Map.of("one", "theirs", "two", "theirs", "three", "theirs"))
            .input("vars", Map.of("one", "the plan's"))
            .output("seen", new OutputSpec("setting", false, true));
    tasks(
        """
        - set_fact: { two: "the playbook's" }
        - set_stats: { data: { sutler_outputs: { seen: "{{ [one, two, three] | join(', ') }}" } } }
        """);
    assertThat(done().outputs()).containsEntry("seen", "the plan's, the playbook's, theirs");
  }

  @Test
  void they_are_never_templates() throws Exception {
    var made = directory.resolve("pwned");
    var text = "{{ lookup('pipe', 'touch " + made + "') }}";
    component = component.input("extra_vars", Map.of("given", text));
    says("given");
    assertThat(done().outputs()).containsEntry("seen", text);
    assertThat(made).doesNotExist();
  }

  @Test
  void none_may_be_named_as_what_tells_ansible_or_sutler_where_to_work() {
    var names = names();
    assertThat(names.matcher("postgresql_db_name").matches()).isTrue();
    assertThat(List.of("ansible_connection", "ansible_host", "sutler", "sutler_site", "a b", "a-b"))
        .noneMatch(name -> names.matcher(name).matches());
  }

  private static java.util.regex.Pattern names() {
    var driver =
        new AnsibleDriver(
            InstantSource.system(),
            LocalTools.of(Path.of("/nonexistent"), Path.of("/nonexistent"), Map.of()));
    var vars =
        Json.mapper()
            .valueToTree(driver.traits().inputs())
            .at("/properties/extra_vars/propertyNames");
    return java.util.regex.Pattern.compile(
        "(?!" + vars.at("/not/pattern").asText() + ")" + vars.at("/pattern").asText());
  }
}
