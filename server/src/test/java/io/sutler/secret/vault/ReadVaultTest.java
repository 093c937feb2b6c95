package io.sutler.secret.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sutler.access.FakeSite;
import io.sutler.secret.CannotOpen;
import io.sutler.secret.VaultRef;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers of both versions of the engine, refusals, and a Vault in trouble. */
class ReadVaultTest {
  private static final String MOUNT = "/v1/sys/internal/ui/mounts/";
  private static final String FIRST = "{\"data\":{\"OS_PASSWORD\":\"s3cret\",\"n\":7}}";
  private static final String SECOND =
      "{\"data\":{\"data\":{\"OS_PASSWORD\":\"s3cret\"},\"metadata\":{\"version\":3}}}";
  @TempDir Path dir;
  private FakeSite site;

  @BeforeEach
  void open() throws Exception {
    site = new FakeSite();
  }

  @AfterEach
  void close() {
    site.close();
  }

  private ReadVault vault() {
    return vault(VaultToken.given("tok"), "");
  }

  private ReadVault vault(VaultToken token, String namespace) {
    return new ReadVault(site.address(), token, namespace, Optional.empty());
  }

  private void refused(String path, String says) {
    assertThatExceptionOfType(CannotOpen.class)
        .isThrownBy(() -> vault().read(path))
        .withMessageContaining(says);
  }

  @Test
  void both_versions_of_the_engine_are_read_by_the_same_path() {
    site.answers(MOUNT + "kv1/os", 200, "{\"data\":{\"path\":\"kv1/\",\"options\":null}}");
    site.answers("/v1/kv1/os", 200, FIRST);
    assertThat(vault().read("kv1/os")).isEqualTo(Map.of("OS_PASSWORD", "s3cret", "n", "7"));
    var second = "{\"data\":{\"path\":\"team/kv/\",\"options\":{\"version\":\"2\"}}}";
    site.answers(MOUNT + "team/kv/os", 200, second);
    site.answers(MOUNT + "team/kv/data/os", 200, second);
    site.answers("/v1/team/kv/data/os", 200, SECOND);
    assertThat(vault().read("team/kv/os")).isEqualTo(Map.of("OS_PASSWORD", "s3cret"));
    assertThat(vault().read("team/kv/data/os")).isEqualTo(Map.of("OS_PASSWORD", "s3cret"));
  }

  @Test
  void a_vault_that_tells_nothing_of_its_mounts_is_read_all_the_same() {
    site.answers("/v1/kv/data/os", 200, SECOND);
    assertThat(vault().read("kv/os")).containsEntry("OS_PASSWORD", "s3cret");
    site.answers("/v1/old/os", 200, FIRST);
    assertThat(vault().read("old/os")).containsEntry("n", "7");
  }

  @Test
  void a_refusal_says_whose_turn_it_is_and_no_token() {
    refused("kv/none", "there is no kv/none in Vault");
    site.answers("/v1/kv/os", 403, "{\"errors\":[\"permission denied\"]}");
    refused("kv/os", "give its token a policy for it");
    site.answers("/v1/kv/os", 503, "{}");
    refused("kv/os", "unseal it");
    site.answers("/v1/kv/os", 500, "{}");
    refused("kv/os", "answers 500");
    site.answers("/v1/kv/os", 307, "", Map.of("Location", site.address() + "/elsewhere"));
    refused("kv/os", "answers 307");
    site.answers("/v1/kv/os", 200, "<html>");
    refused("kv/os", "has no fields");
    site.answers("/v1/kv/os", 200, "{\"data\":{\"x\":\"" + "y".repeat(3 << 20) + "\"}}");
    refused("kv/os", "does not answer");
    var away =
        new ReadVault(
            URI.create("http://127.0.0.1:1"), VaultToken.given("tok"), "", Optional.empty());
    assertThatExceptionOfType(CannotOpen.class)
        .isThrownBy(() -> away.read("kv/os"))
        .withMessageContaining("does not answer: bring it up")
        .withMessageNotContaining("tok");
  }

  @Test
  void the_token_comes_from_its_file_each_time_and_the_namespace_goes_along() throws Exception {
    var file = Files.writeString(dir.resolve("token"), "first\n");
    var vault = vault(VaultToken.in(file), "team/a");
    site.answers("/v1/kv/os", 200, FIRST);
    vault.read("kv/os");
    Files.writeString(file, "second\n");
    vault.read("kv/os");
    assertThat(site.asked())
        .extracting(a -> a.headers().get("X-vault-token"))
        .startsWith(List.of("first"))
        .endsWith(List.of("second"));
    assertThat(site.asked())
        .allSatisfy(
            a -> assertThat(a.headers()).containsEntry("X-vault-namespace", List.of("team/a")));
    for (var bad : List.of("", "two words", "a\nb")) {
      Files.writeString(file, bad);
      assertThatExceptionOfType(CannotOpen.class)
          .isThrownBy(() -> vault.read("kv/os"))
          .withMessageContaining("no token of Vault");
    }
    Files.delete(file);
    assertThatExceptionOfType(CannotOpen.class)
        .isThrownBy(() -> vault.read("kv/os"))
        .withMessageContaining("cannot be read from");
  }

  @Test
  void a_token_is_renewed_at_half_of_its_time() {
    var keep = vault().keepToken();
    site.answers("/v1/auth/token/renew-self", 200, "{\"auth\":{\"lease_duration\":600}}");
    assertThat(keep.renew()).isEqualTo(Duration.ofMinutes(5));
    site.answers("/v1/auth/token/renew-self", 200, "{\"auth\":{\"lease_duration\":1}}");
    assertThat(keep.renew()).isEqualTo(Duration.ofSeconds(5));
    for (int status : new int[] {400, 403}) {
      site.answers("/v1/auth/token/renew-self", status, "{}");
      assertThat(keep.renew()).isEqualTo(Duration.ofHours(1));
    }
    site.close();
    assertThat(keep.renew()).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void only_paths_are_references() {
    assertThat(VaultRef.parse("kv/team/db#pass"))
        .contains(new VaultRef("kv/team/db", Optional.of("pass")));
    assertThat(VaultRef.parse("kv/db")).contains(new VaultRef("kv/db", Optional.empty()));
    for (var bad :
        List.of(
            "",
            "kv",
            "/kv/a",
            "kv/a/",
            "kv//a",
            "kv/../sys/raw",
            "kv/./a",
            "kv/a#",
            "kv/a#b#c",
            "kv/a?list=true",
            "kv/a b",
            "kv/%2e%2e/a",
            "kv/a\n",
            "kv/" + "a".repeat(300))) {
      assertThat(VaultRef.parse(bad)).as(bad).isEmpty();
    }
    var ref = VaultRef.parse("kv/sutler/p1/db").orElseThrow();
    assertThat(ref.isBeneath("kv/sutler/p1")).isTrue();
    assertThat(ref.isBeneath("kv/sutler/p")).isFalse();
  }
}
