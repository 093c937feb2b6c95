package io.sutler.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings of sign-in, as operators get them wrong. */
class EntranceSettingsTest {
  @TempDir Path dir;

  private static Entrance read(String... flags) {
    return ReadSettings.from(Arguments.of(Arrays.asList(flags)), Map.of()).michman().entrance();
  }

  private static void refused(String says, String... flags) {
    assertThatExceptionOfType(CannotStart.class)
        .isThrownBy(() -> read(flags))
        .satisfies(e -> assertThat(e.sentence()).contains(says));
  }

  @Test
  void each_model_asks_for_what_it_needs() {
    refused("none of token, none, keystone and oauth2", "--michman-auth=open");
    refused("keystone: give the address of the Keystone", "--michman-auth=keystone");
    refused("such as http://keystone:5000", "--michman-auth=keystone", "--keystone=keystone:5000");
    refused("keystone:", "--michman-auth=keystone", "--keystone=file:///etc/passwd");
    refused("oauth2-issuer: give", "--michman-auth=oauth2");
    refused("oauth2-client: give", "--michman-auth=oauth2", "--oauth2-hydra=http://h:4444");
    refused("oauth2-secret: give", "--michman-auth=oauth2", "--oauth2-hydra=http://h:4444");
    refused("oauth2-redirect: give", "--michman-auth=oauth2", "--oauth2-hydra=http://h:4444");
    refused(
        "name one of them",
        "--michman-auth=oauth2",
        "--oauth2-hydra=http://h:4444",
        "--oauth2-issuer=http://h:4444");
    refused("own-projects: 'all' is neither", "--own-projects=all");
  }

  @Test
  void where_people_sign_in_they_make_projects_unless_told_otherwise() {
    assertThat(read().ownProjects()).isFalse();
    assertThat(read("--michman-auth=none").ownProjects()).isFalse();
    String[] keystone = {"--michman-auth=keystone", "--keystone=http://k:5000"};
    assertThat(read(keystone).ownProjects()).isTrue();
    assertThat(read(keystone[0], keystone[1], "--own-projects=admins").ownProjects()).isFalse();
  }

  @Test
  void a_bad_policy_refuses_the_start_with_its_line() throws Exception {
    refused(
        "policy: " + dir + "/none cannot be read: there is no such file",
        "--policy=" + dir + "/none");
    refused("policy: " + dir + " cannot be read", "--policy=" + dir);
    refused("policy-model: it needs a policy", "--policy-model=" + dir + "/none");
    var policy = Files.writeString(dir.resolve("policy.csv"), "p, user, /, GET\np, user\n");
    refused("line 2: write p and 3 values", "--policy=" + policy);
    Files.writeString(policy, "p, user, /, GET\n");
    var model = Files.writeString(dir.resolve("model.conf"), "hello");
    refused("no Casbin model", "--policy=" + policy, "--policy-model=" + model);
    Files.write(policy, new byte[2 << 20]);
    refused("larger than 1 MiB", "--policy=" + policy);
    assertThat(read().policy()).isSameAs(io.sutler.access.Policy.NONE);
  }
}
