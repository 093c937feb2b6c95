package io.sutler.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.domain.Failure;
import io.sutler.driver.Driver;
import io.sutler.driver.Progress;
import io.sutler.driver.ansible.AnsibleDriver;
import io.sutler.driver.local.LocalTools;
import io.sutler.testkit.TestLog;
import io.sutler.testkit.Views;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** A playbook from a repository behind a real OpenSSH server. */
@EnabledIfSystemProperty(
    named = "sutler.real",
    matches = "true",
    disabledReason = "no real hosts: run acceptance/real.sh")
class RealGitOverSshStory {
  @TempDir Path directory;
  private final TestLog log = new TestLog();
  private RealHosts hosts;
  private Driver driver;
  private String commit = "";

  @BeforeEach
  void serve() throws Exception {
    hosts = new RealHosts(directory, 1);
    driver =
        new AnsibleDriver(
            InstantSource.system(),
            LocalTools.of(Path.of("/nonexistent"), directory.resolve("cache"), System.getenv()));
    var plays = Files.createDirectories(directory.resolve("plays"));
    Files.writeString(plays.resolve("site.yml"), BadPlaybooks.GOOD);
    var here = List.of("git", "-C", plays.toString(), "-c", "user.name=x", "-c", "user.email=x@y");
    git(here, "init", "-q", "-b", "main");
    git(here, "add", ".");
    git(here, "commit", "-q", "-m", "plays");
    commit = git(here, "rev-parse", "HEAD");
    git(here, "tag", "v1");
    // the host is of the same system: this machine's git serves there
    hosts.copy(Path.of("/usr/bin/git"), 0, "/usr/bin/git");
    hosts.on(0, "ln -sf git /usr/bin/git-upload-pack");
    hosts.copy(plays.resolve(".git"), 0, "/srv/plays.git");
    hosts.on(0, "chown -R root:root /srv/plays.git");
  }

  @AfterEach
  void stop() {
    hosts.close();
  }

  private static String git(List<String> here, String... words)
      throws IOException, InterruptedException {
    var line = new java.util.ArrayList<>(here);
    line.addAll(List.of(words));
    return RealEngine.run(line.toArray(String[]::new));
  }

  /** One of its own each time: nothing was fetched before. */
  private Progress plays(String project, String at, Map<String, String> more) throws Exception {
    var git = new java.util.HashMap<String, Object>(more);
    git.put("url", "ssh://root@" + RealHosts.address(0) + "/srv/plays.git");
    git.put("commit", at);
    var component =
        Views.component(
                "ansible",
                project,
                Views.region("sutler-" + project, directory.resolve(project)),
                Files.createDirectories(directory.resolve("bundle")))
            .inputs(
                Map.of("git", git, "groups", Map.of("things", List.of(BadPlaybooks.here("here")))))
            .secrets(Set.copyOf(more.values()));
    return driver.apply(component.view(), log);
  }

  private static Failure failure(Progress progress) {
    assertThat(progress).isInstanceOf(Progress.Failed.class);
    return ((Progress.Failed) progress).failure();
  }

  @Test
  void it_is_fetched_with_the_plans_key_and_from_nobody_else() throws Exception {
    var key = Map.of("key", hosts.key("key"));
    hosts.newKey("other");
    assertThat(failure(plays("stranger", commit, Map.of("key", hosts.key("other")))))
        .returns("git-login-refused", Failure::code);
    assertThat(failure(plays("nokey", commit, Map.of())))
        .returns("git-login-refused", Failure::code);
    assertThat(plays("tag", "v1", key)).isInstanceOf(Progress.Done.class);
    assertThat(log.notes()).contains("tag v1 is commit " + commit);
    assertThat(failure(plays("branch", "main", key))).returns("git-branch", Failure::code);

    hosts.on(0, "rm /etc/ssh/ssh_host_* && ssh-keygen -A && systemctl restart ssh");
    hosts.awaitSsh(0);
    assertThat(failure(plays("moved", "v1", key))).returns("host-key-changed", Failure::code);
    var told = hosts.on(0, "cat /etc/ssh/ssh_host_ed25519_key.pub");
    assertThat(plays("told", "v1", Map.of("key", hosts.key("key"), "host_key", told)))
        .isInstanceOf(Progress.Done.class);
  }
}
