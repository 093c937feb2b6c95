package io.sutler.cloud.hosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a host runs, and whom it knows, before and after its lease: with accounts of its own and a
 * systemctl that only writes down what it is told, which this machine itself sees nothing of.
 */
class AsItWasTest {
  /** Nobody's here. */
  private static final int NUMBER = 59_871;

  private static final String SYSTEMCTL =
      """
      #!/bin/sh
      cd '%s' || exit 1
      deed=$1
      shift
      case $deed in
        list-unit-files) cat files ;;
        list-units) sed 's/$/ loaded active running Any/' active ;;
        disable) for unit; do sed -i "s/^$unit enabled$/$unit disabled/" files; done ;;
        stop) for unit; do case $unit in stubborn*) echo "$unit hangs"; exit 1 ;; esac; sed -i "/^$unit$/d" active; done ;;
      esac
      """;

  private static final String FILES =
      """
      ssh.service enabled
      backup.timer enabled
      backup.service static
      idle.service disabled
      job@.service static
      worker@.service disabled
      """;

  private static final String ACTIVE = "ssh.service\nhand-started.service\nbackup.timer\n";

  private static final String ACCOUNTS =
      """
      root:x:0:0::/root:/bin/sh
      owner:x:59870:59870::/home/owner:/bin/sh
      nobody:x:65534:65534::/nonexistent:/bin/false
      """;

  @TempDir private Path directory;
  private OwnMounts mounts;
  private LocalShell shell;

  @BeforeEach
  void open() throws Exception {
    mounts = OwnMounts.open(directory);
    assumeTrue(mounts.say("getent passwd 59870 59871").isEmpty(), "those numbers are somebody's");
    program("systemctl", SYSTEMCTL.formatted(directory));
    program("usermod", "#!/bin/sh\n");
    program("loginctl", "#!/bin/sh\n");
    write("files", FILES);
    write("active", ACTIVE);
    write("passwd", ACCOUNTS);
    var own =
        "set -e; mount -t tmpfs none /run; mkdir -p /run/systemd/system; "
            + "mount --bind %1$s/passwd /etc/passwd; ls -d /run/systemd/system";
    assertThat(mounts.say(own.formatted(directory))).isEqualTo("/run/systemd/system");
    // sed replaces the file it edits, which a mount forbids
    program(
        "userdel",
        "#!/bin/sh\nsed \"/^$1:/d\" /etc/passwd >'%1$s/.passwd'; cat '%1$s/.passwd' >/etc/passwd\n"
            .formatted(directory));
    var words = new ArrayList<>(mounts.before());
    words.addAll(List.of("env", "PATH=" + directory.resolve("bin") + ":" + System.getenv("PATH")));
    shell = new LocalShell(host(), words);
    leased("a1");
  }

  @AfterEach
  void close() {
    mounts.close();
  }

  private Host host() throws Malformed {
    var settings =
        Map.<String, Object>of("hosts", List.of(Map.of("name", "a", "connection", "local")));
    return HostList.of(
            new io.sutler.domain.Region(
                "lab", java.util.Optional.empty(), "hosts", "", settings, "", false, 1))
        .getFirst();
  }

  private void program(String name, String text) throws Exception {
    Files.createDirectories(directory.resolve("bin"));
    var file = Files.writeString(directory.resolve("bin").resolve(name), text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private void write(String name, String text) throws Exception {
    Files.writeString(directory.resolve(name), text);
  }

  private void leased(String lease) throws Exception {
    Files.createDirectories(directory.resolve("marker"));
    write("marker/owner.json", "{\"lease\":\"%s\"}\n".formatted(lease));
  }

  private Answer run(String script, String lease, String local) throws Exception {
    return shell.run(
        Script.of(script)
            .with("DIR", directory.resolve("marker").toString())
            .with("STORE", directory.resolve("store").toString())
            .with("LEASE", lease)
            .with("LOCAL", local),
        Shell.As.ROOT,
        Duration.ofSeconds(120));
  }

  private void noted() throws Exception {
    assertThat(run("note", "a1", "no").says("noted")).isTrue();
  }

  private void stopped() throws Exception {
    var answer = run("services", "a1", "no");
    assertThat(answer.out().strip()).as("%s", answer).isEqualTo("stopped");
  }

  private void removed() throws Exception {
    var answer = run("accounts", "a1", "no");
    assertThat(answer.out().strip()).as("%s", answer).isEqualTo("removed");
  }

  private String read(String name) throws Exception {
    return Files.readString(directory.resolve(name));
  }

  private void account(String name, int number, Path home) throws Exception {
    write(
        "passwd",
        read("passwd") + "%s:x:%d:%d::%s:/bin/sh\n".formatted(name, number, number, home));
  }

  private Path home(String name) throws Exception {
    var home = directory.resolve("homes").resolve(name);
    Files.createDirectories(home);
    Files.writeString(home.resolve("file"), "theirs");
    mounts.say("chown %d %s".formatted(NUMBER, home));
    return home;
  }

  @Test
  void what_was_neither_enabled_nor_at_work_is_stopped_and_disabled_and_all_else_is_left_alone()
      throws Exception {
    noted();
    var more =
        """
        mariadb.service enabled
        cleanup.timer enabled
        systemd-resolved.service enabled
        """;
    write("files", FILES.replace("idle.service disabled", "idle.service enabled") + more);
    var left =
        ACTIVE + "backup.service\njob@7.service\nsystemd-resolved.service\nsession-4.scope\n";
    write(
        "active",
        left
            + "mariadb.service\nidle.service\nworker@1.service\nrun-u4.service\nslurmstepd.scope\n");
    stopped();
    stopped();
    assertThat(read("active")).isEqualTo(left);
    assertThat(read("files"))
        .isEqualTo(
            FILES
                + more.replace("mariadb.service enabled", "mariadb.service disabled")
                    .replace("cleanup.timer enabled", "cleanup.timer disabled"));
  }

  @Test
  void a_lease_is_noted_once_and_the_next_one_anew() throws Exception {
    noted();
    write("active", ACTIVE + "mariadb.service\n");
    noted();
    leased("b2");
    assertThat(run("services", "b2", "no").says("stopped")).isTrue();
    assertThat(read("active")).contains("mariadb.service");
    assertThat(run("services", "a1", "no").says("lost")).isTrue();
    leased("a1");
    stopped();
    assertThat(read("active")).isEqualTo(ACTIVE);
    leased("b2");
    write("active", "ssh.service\n");
    assertThat(run("note", "b2", "no").says("noted")).isTrue();
    assertThat(read("marker/before")).contains("lease b2").doesNotContain("hand-started");
  }

  @Test
  void what_cannot_be_stopped_is_said() throws Exception {
    noted();
    write("active", ACTIVE + "stubborn.service\n");
    assertThat(run("services", "a1", "no").line("failed"))
        .hasValue("stubborn.service cannot be stopped and disabled: stubborn.service hangs");
  }

  @Test
  void neither_the_servers_own_machine_nor_a_lease_that_began_without_a_note_is_touched()
      throws Exception {
    assertThat(run("note", "a1", "yes").says("noted")).isTrue();
    write("marker/ready", "a1\n");
    assertThat(run("note", "a1", "no").says("noted")).isTrue();
    assertThat(directory.resolve("marker/before")).doesNotExist();
    write("active", ACTIVE + "mariadb.service\n");
    account("sutler-visitor", NUMBER, home("visitor"));
    var accounts = read("passwd");
    stopped();
    removed();
    assertThat(read("active")).contains("mariadb.service");
    assertThat(read("passwd")).isEqualTo(accounts);
    Files.delete(directory.resolve("marker/ready"));
    write("active", ACTIVE);
    write("passwd", ACCOUNTS);
    noted();
    write("active", ACTIVE + "mariadb.service\n");
    write("passwd", accounts);
    assertThat(run("services", "a1", "yes").says("stopped")).isTrue();
    assertThat(run("accounts", "a1", "yes").says("removed")).isTrue();
    assertThat(read("active")).contains("mariadb.service");
    assertThat(read("passwd")).isEqualTo(accounts);
  }

  @Test
  void people_that_came_meanwhile_go_with_what_they_run_and_their_homes() throws Exception {
    noted();
    var home = home("visitor");
    account("sutler-visitor", NUMBER, home);
    account("sutler-program", 999, home("program"));
    account("sutler-fixed", 64_030, home("fixed"));
    var running =
        mounts.begin(
            "echo begun; exec setpriv --reuid %d --clear-groups sleep 3600".formatted(NUMBER));
    try {
      assertThat(running.inputReader().readLine()).isEqualTo("begun");
      removed();
      removed();
      assertThat(running.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      running.destroyForcibly();
    }
    assertThat(home).doesNotExist();
    assertThat(directory.resolve("homes/program/file")).exists();
    assertThat(directory.resolve("homes/fixed/file")).exists();
    assertThat(read("passwd")).doesNotContain("visitor").contains(ACCOUNTS, "program", "fixed");
  }

  @Test
  void no_data_is_deleted_that_lies_elsewhere_or_is_others() throws Exception {
    var before = home("before");
    noted();
    var shared = home("shared");
    var within = home("within");
    mounts.say(
        "mount -t ramfs none %1$s && touch %1$s/file && chown %2$d %1$s".formatted(shared, NUMBER));
    mounts.say(
        "mkdir %1$s/deep && mount --bind %2$s %1$s/deep"
            .formatted(within, directory.resolve("bin")));
    var twice = home("twice");
    account("sutler-shared", NUMBER, shared);
    removed();
    account("sutler-within", NUMBER, within);
    removed();
    mounts.say("chown 59870 " + twice);
    account("sutler-twin", 59_870, twice);
    removed();
    account("sutler-claims", NUMBER, twice);
    removed();
    var parent = Files.createDirectory(directory.resolve("homes/parent"));
    mounts.say("chown %d %s".formatted(NUMBER, parent));
    account("sutler-program", 999, Files.createDirectory(parent.resolve("child")));
    account("sutler-parent", NUMBER, parent);
    removed();
    write("passwd", ACCOUNTS);
    account("sutler-odd", NUMBER, Path.of(twice + "/../twice"));
    removed();
    mounts.say("touch -d '+10 seconds' %s/marker/before".formatted(directory));
    account("sutler-before", NUMBER, before);
    removed();
    assertThat(read("passwd")).isEqualTo(ACCOUNTS);
    assertThat(mounts.say("ls %s/file %s/file %s/deep/userdel".formatted(twice, shared, within)))
        .doesNotContain("cannot");
    assertThat(before.resolve("file")).exists();
    assertThat(parent.resolve("child")).exists();
  }
}
