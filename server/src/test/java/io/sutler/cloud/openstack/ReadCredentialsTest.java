package io.sutler.cloud.openstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sutler.cloud.CloudTrouble;
import io.sutler.cloud.openstack.Credentials.Application;
import io.sutler.cloud.openstack.Credentials.Named;
import io.sutler.cloud.openstack.Credentials.Password;
import io.sutler.domain.Blame;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadCredentialsTest {
  private static final Map<String, Object> DEFAULT = Map.of("id", "default");
  private static final Map<String, String> LIBERTY =
      Map.of(
          "OS_AUTH_URL", "http://cloud.example:5000/v2.0/",
          "OS_PASSWORD", "pw",
          "OS_PROJECT_NAME", "data",
          "OS_REGION_NAME", "RegionOne",
          "OS_TENANT_ID", "0123",
          "OS_TENANT_NAME", "data",
          "OS_USERNAME", "mira",
          "OS_SWIFT_USERNAME", "mira",
          "OS_SWIFT_PASSWORD", "other");

  private static Credentials read(Map<String, String> given) throws CloudTrouble {
    return read(Map.of(), given);
  }

  private static Credentials read(Map<String, Object> settings, Map<String, String> given)
      throws CloudTrouble {
    return new ReadCredentials(Regions.region(settings, given)).read();
  }

  private static Map<String, String> but(Map<String, String> all, String key, String value) {
    var other = new HashMap<>(all);
    other.put(key, value);
    other.values().removeIf(String::isEmpty);
    return other;
  }

  @Test
  void keys_of_liberty_are_mapped_to_v3() throws Exception {
    var read = read(LIBERTY);
    assertThat(read.authUrl()).isEqualTo("http://cloud.example:5000/v3");
    assertThat(read.identity())
        .isEqualTo(
            new Password(new Named("", "mira", DEFAULT), "pw", new Named("0123", "data", DEFAULT)));
    assertThat(read.regionName()).contains("RegionOne");
    assertThat(read.interfaceName()).isEqualTo("public");
  }

  @Test
  void keys_of_stein_name_domains_interface_and_what_is_of_no_use() throws Exception {
    var read =
        read(
            Map.ofEntries(
                Map.entry("OS_AUTH_URL", "https://cloud.example:5000/v3"),
                Map.entry("OS_AUTH_TYPE", "password"),
                Map.entry("OS_PASSWORD", "pw"),
                Map.entry("OS_PROJECT_DOMAIN_NAME", "labs"),
                Map.entry("OS_PROJECT_NAME", "data"),
                Map.entry("OS_REGION_NAME", "north"),
                Map.entry("OS_USERNAME", "mira"),
                Map.entry("OS_USER_DOMAIN_NAME", "default"),
                Map.entry("OS_INTERFACE", "internalURL"),
                Map.entry("COMPUTE_API_VERSION", "1.1"),
                Map.entry("NOVA_VERSION", "1.1"),
                Map.entry("OS_CLOUDNAME", "overcloud"),
                Map.entry("OS_IMAGE_API_VERSION", "2"),
                Map.entry("OS_NO_CACHE", "True"),
                Map.entry("OS_VOLUME_API_VERSION", "3"),
                Map.entry("PYTHONWARNINGS", "ignore"),
                Map.entry("no_proxy", ",10.0.0.1")));
    assertThat(read.identity())
        .isEqualTo(
            new Password(
                new Named("", "mira", DEFAULT),
                "pw",
                new Named("", "data", Map.of("name", "labs"))));
    assertThat(read.interfaceName()).isEqualTo("internal");
    assertThat(read.environment()).containsExactly(Map.entry("no_proxy", ",10.0.0.1"));
  }

  @Test
  void keys_of_ussuri_name_ids() throws Exception {
    var read =
        read(
            Map.of(
                "OS_AUTH_URL", "https://cloud.example:5000",
                "OS_IDENTITY_API_VERSION", "3",
                "OS_INTERFACE", "public",
                "OS_PASSWORD", "pw",
                "OS_PROJECT_DOMAIN_ID", "d1",
                "OS_PROJECT_ID", "p1",
                "OS_PROJECT_NAME", "data",
                "OS_REGION_NAME", "RegionOne",
                "OS_USERNAME", "mira",
                "OS_USER_DOMAIN_NAME", "Labs"));
    assertThat(read.authUrl()).isEqualTo("https://cloud.example:5000/v3");
    assertThat(read.identity())
        .isEqualTo(
            new Password(
                new Named("", "mira", Map.of("name", "Labs")),
                "pw",
                new Named("p1", "data", Map.of("id", "d1"))));
  }

  private static final String CLOUDS =
      """
      clouds:
        lab:
          auth: {auth_url: "https://lab.example/identity", username: mira, password: pw,
                 project_name: data, user_domain_name: Default, project_domain_name: Default}
          region_name: north
          interface: admin
          verify: false
        machine:
          auth_type: v3applicationcredential
          auth:
            auth_url: https://lab.example:5000/v3
            application_credential_id: a1
            application_credential_secret: s1
      """;

  @Test
  void a_cloud_of_clouds_yaml_is_chosen_by_the_regions_setting_or_by_OS_CLOUD() throws Exception {
    var lab = read(Map.of("cloud", "lab"), Map.of("clouds.yaml", CLOUDS));
    assertThat(lab.authUrl()).isEqualTo("https://lab.example/identity/v3");
    assertThat(lab.interfaceName()).isEqualTo("admin");
    assertThat(lab.regionName()).contains("north");
    var machine = read(Map.of("clouds.yaml", CLOUDS, "OS_CLOUD", "machine"));
    assertThat(machine.identity())
        .isEqualTo(new Application(Optional.of("a1"), "", Optional.empty(), "s1"));
  }

  @Test
  void the_regions_settings_fill_in_what_credentials_leave_out() throws Exception {
    var read =
        read(
            Map.of(
                "auth_url",
                "http://k:5000",
                "region_name",
                "south",
                "interface",
                "internal",
                "environment",
                Map.of("http_proxy", "http://proxy:3128", "NOVA_VERSION", "2")),
            but(LIBERTY, "OS_AUTH_URL", ""));
    assertThat(read.authUrl()).isEqualTo("http://k:5000/v3");
    assertThat(read.regionName()).contains("south");
    assertThat(read.interfaceName()).isEqualTo("internal");
    assertThat(read.environment()).containsExactly(Map.entry("http_proxy", "http://proxy:3128"));
  }

  @Test
  void an_application_credential_by_name_needs_its_user() throws Exception {
    var given =
        Map.of(
            "OS_AUTH_URL", "http://k/v3",
            "OS_AUTH_TYPE", "v3applicationcredential",
            "OS_APPLICATION_CREDENTIAL_NAME", "robot",
            "OS_APPLICATION_CREDENTIAL_SECRET", "s",
            "OS_USERNAME", "mira");
    assertThat(read(given).identity())
        .isEqualTo(
            new Application(
                Optional.empty(), "robot", Optional.of(new Named("", "mira", DEFAULT)), "s"));
    refused(but(given, "OS_USERNAME", ""), "they do not say the user (username or OS_USERNAME)");
  }

  private static void refused(Map<String, String> given, String why) {
    assertThatThrownBy(() -> read(given))
        .isInstanceOfSatisfying(
            CloudTrouble.class,
            e -> {
              assertThat(e.failure().blame()).isEqualTo(Blame.USER);
              assertThat(e.failure().message())
                  .startsWith("the credentials of region os cannot be used: ")
                  .contains(why)
                  .endsWith("give others with 'sutler region credentials os'")
                  .hasLineCount(1);
            });
  }

  @Test
  void what_is_missing_or_wrong_is_named_in_one_sentence() {
    assertThatThrownBy(() -> read(Map.of()))
        .hasMessage("region os has no credentials: give them with 'sutler region credentials os'");
    refused(but(LIBERTY, "OS_AUTH_URL", ""), "where Keystone is (auth_url or OS_AUTH_URL)");
    refused(but(LIBERTY, "OS_AUTH_URL", "cloud.example"), "its auth_url is no address");
    refused(but(LIBERTY, "OS_AUTH_URL", "file:///etc/passwd"), "its auth_url is no address");
    refused(but(LIBERTY, "OS_AUTH_URL", "http://a:b@k/v3"), "its auth_url is no address");
    refused(but(LIBERTY, "OS_PASSWORD", ""), "the password (password or OS_PASSWORD)");
    refused(but(LIBERTY, "OS_PASSWORD", "x".repeat(20_000)), "too long");
    refused(but(LIBERTY, "OS_INTERFACE", "sideways"), "none of public, internal, admin");
    refused(but(LIBERTY, "OS_AUTH_TYPE", "v3oidc\nkerberos"), "its auth_type is 'v3oidc?kerberos'");
    var scopeless = new HashMap<>(LIBERTY);
    scopeless.keySet().removeIf(k -> k.contains("TENANT") || k.contains("PROJECT"));
    refused(scopeless, "the project");
  }

  @Test
  void a_clouds_yaml_with_several_clouds_wants_one_named() {
    refused(Map.of("clouds.yaml", CLOUDS), "has the clouds lab, machine");
    refused(Map.of("clouds.yaml", CLOUDS, "OS_CLOUD", "moon"), "no cloud 'moon': there are lab");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "clouds: 7",
        "clouds: {lab: secretword}",
        "clouds:\n  lab: [\n",
        "clouds: !!javax.script.ScriptEngineManager [secretword]",
        "a: &a [*a]\nclouds: {}",
        "clouds: {lab: {auth: {auth_url: {x: 1}}}}",
        "clouds: {lab: {}, lab: {}}"
      })
  void a_malformed_clouds_yaml_is_refused_and_not_repeated(String text) {
    assertThatThrownBy(() -> read(Map.of("clouds.yaml", text)))
        .isInstanceOf(CloudTrouble.class)
        .hasMessageNotContaining("secretword")
        .hasMessageContaining("cannot be used");
  }

  @Test
  void a_huge_or_bottomless_clouds_yaml_is_refused() {
    refused(Map.of("clouds.yaml", "clouds: {}\n" + "#".repeat(300_000)), "is too long to be one");
    refused(Map.of("clouds.yaml", "[".repeat(10_000)), "is no YAML");
  }

  @Test
  void secrets_stand_in_no_text() throws Exception {
    assertThat(read(but(LIBERTY, "OS_PASSWORD", "hush")).toString()).doesNotContain("hush");
    var machine = read(Map.of("clouds.yaml", CLOUDS, "OS_CLOUD", "machine"));
    assertThat(machine.toString()).doesNotContain("s1").contains("a1");
  }
}
