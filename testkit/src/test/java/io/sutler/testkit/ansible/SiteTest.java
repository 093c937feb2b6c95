package io.sutler.testkit.ansible;

import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.driver.Means;
import io.sutler.json.Json;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** Where a region's machines get their packages and images from, as playbooks hear it. */
@EnabledIf(
    value = "io.sutler.testkit.ansible.AnsibleDrivers#installed",
    disabledReason = "ansible-playbook is not installed")
class SiteTest extends OnePlaybook {
  private void region(String settings) {
    region(settings, Means.NONE);
  }

  private void region(String settings, Means means) {
    inRegion(Json.object(settings), means, "seen");
    tasks("- set_stats: { data: { sutler_outputs: { seen: '{{ sutler_site | to_json }}' } } }");
  }

  private Map<String, Object> site() throws InterruptedException {
    return Json.object(String.valueOf(done().outputs().get("seen")));
  }

  @Test
  void a_regions_mirrors_and_registries_reach_every_playbook() throws Exception {
    region(
        """
        {"network": "other things stay out",
         "mirrors": {"apt": "http://mirror.lab:3142/debian", "pip": "https://pypi.lab/simple", "pip_trusted_host": "pypi.lab"},
         "registries": [{"url": "http://registry.lab:5000", "kind": "insecure"},
                        {"url": "git.lab/group", "kind": "gitlab", "user": "mira", "password": "geheim"}]}
        """);
    assertThat(faults()).isEmpty();
    assertThat(site())
        .isEqualTo(
            Json.object(
                """
                {"mirrors": {"apt": "http://mirror.lab:3142/debian", "pip": "https://pypi.lab/simple", "pip_trusted_host": "pypi.lab"},
                 "registries": [
                   {"url": "registry.lab:5000", "host": "registry.lab:5000", "kind": "insecure", "certificate": "", "user": "", "password": ""},
                   {"url": "git.lab/group", "host": "git.lab", "kind": "gitlab", "certificate": "", "user": "mira", "password": "geheim"}],
                 "ca_certificate": ""}
                """));
  }

  /** As a region of every project has them. */
  private static Means inVault(Map<String, String> fields) {
    return (Means)
        Proxy.newProxyInstance(
            Means.class.getClassLoader(),
            new Class<?>[] {Means.class},
            (_, method, arguments) -> {
              assertThat(method.getName()).isEqualTo("vault");
              assertThat(arguments).containsExactly("kv/registry");
              return fields;
            });
  }

  @Test
  void a_login_may_lie_in_vault_and_what_is_written_here_is_stronger() throws Exception {
    region(
        """
        {"registries": [{"kind": "gitlab", "vault": "kv/registry"},
                        {"url": "own.lab:5000", "vault": "kv/registry"}]}
        """,
        inVault(Map.of("url", "git.lab", "user", "mira", "password", "geheim", "other", "x")));
    assertThat(site().get("registries"))
        .isEqualTo(
            Json.object(
                    """
                    {"all": [
                      {"url": "git.lab", "host": "git.lab", "kind": "gitlab", "certificate": "", "user": "mira", "password": "geheim"},
                      {"url": "own.lab:5000", "host": "own.lab:5000", "kind": "public", "certificate": "", "user": "mira", "password": "geheim"}]}
                    """)
                .get("all"));
  }

  @Test
  void a_projects_own_region_takes_no_registry_from_vault() throws Exception {
    refusedAtRun("{\"registries\": [{\"vault\": \"kv/other/team\"}]}", "registries[0].vault");
  }

  @Test
  void a_plan_may_say_other_ones() throws Exception {
    region("{\"mirrors\": {\"apt\": \"http://one.lab/debian\"}}");
    component =
        component.input(
            "vars",
            Map.of("sutler_site", Map.of("mirrors", Map.of("apt", "http://two.lab/debian"))));
    assertThat(site()).containsEntry("mirrors", Map.of("apt", "http://two.lab/debian"));
  }

  @Test
  void what_would_be_more_than_an_address_is_refused_with_its_place() throws Exception {
    refused(
        "{\"mirrors\": {\"apt\": \"http://m/debian bookworm main\\ndeb http://evil\"}}",
        "mirrors.apt");
    refused("{\"mirrors\": {\"apt\": \"file:///etc\"}}", "mirrors.apt");
    refused("{\"mirrors\": {\"npm\": \"http://m/\"}}", "mirrors.npm");
    refused("{\"mirrors\": {\"pip_trusted_host\": \"a b\"}}", "mirrors.pip_trusted_host");
    refused("{\"mirrors\": []}", "mirrors");
    refused("{\"registries\": {}}", "registries");
    refused("{\"registries\": [\"x\"]}", "registries[0]");
    refused("{\"registries\": [{\"url\": \"r/../..;x\"}]}", "registries[0].url");
    refused("{\"registries\": [{\"url\": \"r\", \"kind\": \"odd\"}]}", "registries[0].kind");
    refusedAtRun(
        "{\"registries\": [{\"url\": \"r\", \"password_secret\": \"p\"}]}", "no credential 'p'");
    refused("{\"ca_certificate\": \"x\"}", "ca_certificate");
  }

  /** Already where the region is set. */
  private void refused(String settings, String sentence) throws InterruptedException {
    region(settings);
    assertThat(failed().code()).as(settings).isEqualTo("bad-site");
    assertThat(failed().message()).contains(sentence);
    assertThat(faults()).singleElement().asString().contains(sentence);
  }

  /** What only the region's secrets tell. */
  private void refusedAtRun(String settings, String sentence) throws InterruptedException {
    region(settings);
    assertThat(faults()).isEmpty();
    assertThat(failed().code()).as(settings).isEqualTo("bad-site");
    assertThat(failed().message()).contains(sentence);
  }

  private List<String> faults() {
    return driver.faults(component.view().region().region());
  }
}
