package io.sutler.access.keystone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sutler.access.FakeSite;
import io.sutler.access.Identity;
import io.sutler.access.Provider.Evidence;
import io.sutler.domain.Refusal;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Keystone may answer, and what somebody may bring. */
class AskKeystoneTest {
  private static final String TOKENS = "/v3/auth/tokens";
  private static final String MIRA =
      """
      {"token":{"user":{"id":"4f2a","name":"mira"},"roles":[{"name":"member"},{"name":"reader"}]}}\
      """;
  private FakeSite site;

  @BeforeEach
  void open() throws Exception {
    site = new FakeSite();
  }

  @AfterEach
  void close() {
    site.close();
  }

  private Identity ask(String auth, String subject) throws InterruptedException {
    return new AskKeystone(site.address()).prove(evidence(auth, subject));
  }

  private static Evidence evidence(String auth, String subject) {
    return new Evidence(
        Optional.of(auth),
        Optional.of(subject),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private void refused(Refusal.Kind kind, String auth, String subject, String says) {
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> ask(auth, subject))
        .satisfies(r -> assertThat(r.kind()).isEqualTo(kind))
        .withMessageContaining(says);
  }

  @Test
  void the_subjects_roles_are_its_groups() throws Exception {
    site.answers(TOKENS, 200, MIRA);
    assertThat(ask("asks", "asked"))
        .isEqualTo(new Identity("keystone", "4f2a", Set.of("member", "reader")));
    assertThat(site.asked().getFirst().headers())
        .containsEntry("X-auth-token", java.util.List.of("asks"))
        .containsEntry("X-subject-token", java.util.List.of("asked"));
    var versioned = new AskKeystone(URI.create(site.address() + "/v3/"));
    assertThat(versioned.prove(evidence("a", "b")).subject()).isEqualTo("4f2a");
  }

  @Test
  void a_token_that_keystone_does_not_take_is_a_refusal_and_no_crash() {
    for (int status : new int[] {401, 403, 404}) {
      site.answers(TOKENS, status, "{\"error\":{}}");
      refused(Refusal.Kind.UNAUTHENTICATED, "a", "b", "does not take these tokens");
    }
  }

  @Test
  void a_keystone_in_trouble_or_that_is_none_is_told_as_such() {
    for (var body : new String[] {"", "<html>", "[]", "{\"token\":{\"user\":{}}}", "null"}) {
      site.answers(TOKENS, 200, body);
      refused(Refusal.Kind.UNAVAILABLE, "a", "b", "keystone's address");
    }
    site.answers(TOKENS, 503, "");
    refused(Refusal.Kind.UNAVAILABLE, "a", "b", "answers 503");
    site.answers(TOKENS, 200, "{\"token\":\"" + "x".repeat(5 << 20) + "\"}");
    refused(Refusal.Kind.UNAVAILABLE, "a", "b", "does not answer");
  }

  @Test
  void a_token_does_not_follow_a_redirect() {
    site.answers(TOKENS, 302, "", Map.of("Location", site.address() + "/elsewhere"));
    refused(Refusal.Kind.UNAVAILABLE, "a", "b", "answers 302");
    assertThat(site.asked()).hasSize(1);
  }

  @Test
  void what_is_no_token_is_not_sent() {
    refused(Refusal.Kind.UNAUTHENTICATED, "", "b", "X-Auth-Token from headers required");
    refused(Refusal.Kind.UNAUTHENTICATED, "a", "", "X-Subject-Token from headers required");
    for (var bad :
        new String[] {"a\r\nX-Admin: 1", "a b", "\u00e9", "a\u0000", "t".repeat(20_000)}) {
      refused(Refusal.Kind.UNAUTHENTICATED, bad, "b", "X-Auth-Token is no token");
      refused(Refusal.Kind.UNAUTHENTICATED, "a", bad, "X-Subject-Token is no token");
    }
    assertThat(site.asked()).isEmpty();
  }

  @Test
  void names_that_cannot_be_kept_are_refused() {
    site.answers(TOKENS, 200, "{\"token\":{\"user\":{\"id\":\"a\\u0001b\"},\"roles\":[]}}");
    refused(Refusal.Kind.UNAUTHENTICATED, "a", "b", "names the user");
    site.answers(
        TOKENS, 200, "{\"token\":{\"user\":{\"id\":\"a\"},\"roles\":[{\"name\":\"x,admin\"}]}}");
    refused(Refusal.Kind.UNAUTHENTICATED, "a", "b", "names groups");
  }
}
