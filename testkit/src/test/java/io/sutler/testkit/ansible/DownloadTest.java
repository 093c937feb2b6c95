package io.sutler.testkit.ansible;

import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.json.Json;
import io.sutler.testkit.TestLog;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** The role by which playbooks fetch what no distribution has. */
@EnabledIf(
    value = "io.sutler.testkit.ansible.AnsibleDrivers#installed",
    disabledReason = "ansible-playbook is not installed")
class DownloadTest extends OnePlaybook {
  private static final byte[] CONTENT = "a program".getBytes(StandardCharsets.UTF_8);

  private void fetches(String digest, String file) {
    component =
        component.input(
            "vars",
            Map.of(
                "sutler_download",
                Map.of(
                    "name",
                    "Thing",
                    "version",
                    "1.2",
                    "url",
                    "file://" + directory.resolve(file),
                    "sha256",
                    digest,
                    "parameter",
                    "parameter thing_url",
                    "to",
                    directory.resolve("there").toString())));
    tasks("- include_role: { name: sutler_download }");
  }

  @Test
  void what_has_the_digest_is_there_and_fetched_once() throws Exception {
    Files.write(directory.resolve("thing.bin"), CONTENT);
    fetches(Json.sha256(CONTENT), "thing.bin");
    done();
    assertThat(directory.resolve("there")).hasBinaryContent(CONTENT);
    log = new TestLog();
    component = component.applied();
    done();
    assertThat(log.output()).contains("here · ok").contains("changed 0, failed 0");
  }

  @Test
  void another_digest_is_told_in_one_sentence() throws Exception {
    Files.write(directory.resolve("thing.bin"), CONTENT);
    fetches("0".repeat(64), "thing.bin");
    cannotBeHad("thing.bin");
    assertThat(directory.resolve("there")).doesNotExist();
  }

  @Test
  void what_is_not_there_is_told_in_one_sentence() throws Exception {
    fetches("0".repeat(64), "nothing.bin");
    cannotBeHad("nothing.bin");
  }

  private void cannotBeHad(String file) throws InterruptedException {
    assertThat(failed().message())
        .contains("Thing 1.2 cannot be had from file://" + directory.resolve(file))
        .contains("sha256 0000")
        .contains("give another address with parameter thing_url");
  }
}
