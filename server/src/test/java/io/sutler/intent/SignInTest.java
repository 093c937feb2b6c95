package io.sutler.intent;

import static io.sutler.intent.IntentRoom.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.access.Caller;
import io.sutler.access.Tokens;
import io.sutler.domain.Quota;
import io.sutler.domain.Refusal;
import io.sutler.domain.Refusal.Kind;
import io.sutler.domain.Role;
import io.sutler.intent.ManageUsers.TokenRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignInTest {
  @TempDir Path dir;
  private IntentRoom room;

  @BeforeEach
  void open() {
    room = new IntentRoom(dir);
  }

  @AfterEach
  void close() {
    room.close();
  }

  @Test
  void the_first_start_makes_an_admin_token_for_its_owners_eyes() throws Exception {
    var file = dir.resolve("admin.token");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    var text = Files.readString(file).strip();
    var caller = room.authenticate.byToken(text, "v1");
    assertThat(caller.admin()).isTrue();
    assertThat(caller.name()).isEqualTo("admin");
    assertThat(caller.face()).isEqualTo("v1");
    io.sutler.access.FirstStart.prepare(room.store, dir, "here", room.clock);
    assertThat(Files.readString(file).strip()).isEqualTo(text);
    Files.delete(file);
    io.sutler.access.FirstStart.prepare(room.store, dir, "here", room.clock);
    assertThat(room.authenticate.byToken(Files.readString(file).strip(), "v1").admin()).isTrue();
  }

  @Test
  void a_password_signs_in_and_a_wrong_one_does_not() {
    room.users.create(room.admin, "mira", Optional.of("correct horse"), false);
    assertThat(room.authenticate.byPassword("mira", "correct horse", "::1", "v1").name())
        .isEqualTo("mira");
    var wrong = signIn("mira", "wrong horse");
    var unknown = signIn("nobody", "wrong horse");
    assertThat(wrong.kind()).isEqualTo(Kind.UNAUTHENTICATED);
    assertThat(unknown.sentence()).isEqualTo(wrong.sentence());
    assertThat(signIn("admin", "").kind()).isEqualTo(Kind.UNAUTHENTICATED);
    assertThat(room.store.audits().page(Optional.empty(), Long.MAX_VALUE, 10))
        .filteredOn(row -> row.entry().action().equals("sign-in"))
        .extracting(row -> row.entry().by() + " " + row.entry().outcome())
        .containsExactly("admin refused", "nobody refused", "mira refused", "mira accepted");
  }

  @Test
  void failed_tries_are_limited_by_name_and_address_and_for_a_minute_only() {
    room.users.create(room.admin, "mira", Optional.of("correct horse"), false);
    for (int i = 0; i < 10; i++) {
      signIn("mira", "wrong");
    }
    var no = signIn("mira", "correct horse");
    assertThat(no.kind()).isEqualTo(Kind.TOO_MANY);
    assertThat(no.details()).containsEntry("retryAfter", 60L);
    assertThat(room.authenticate.byPassword("mira", "correct horse", "10.0.0.9", "v1").name())
        .isEqualTo("mira");
    room.clock.pass(Duration.ofSeconds(60));
    assertThat(room.authenticate.byPassword("mira", "correct horse", "::1", "v1").name())
        .isEqualTo("mira");
  }

  @Test
  void short_passwords_are_refused() {
    var no = refusal(() -> room.users.create(room.admin, "mira", Optional.of("short"), false));
    assertThat(no.faults().getFirst().pointer()).isEqualTo("/password");
  }

  @Test
  void a_token_is_stored_as_a_hash_expires_and_is_revoked_at_once() {
    var owner = room.user("olga", "demo", Role.OWNER);
    var made = issue(owner, request(Optional.empty(), Optional.empty(), Set.of(), 1));
    assertThat(made.text()).startsWith(Tokens.PREFIX);
    assertThat(room.store.accounts().token(made.text())).isEmpty();
    assertThat(room.store.accounts().token(Tokens.hash(made.text()))).isPresent();
    assertThat(room.authenticate.byToken(made.text(), "v1").name()).isEqualTo("olga");
    room.clock.pass(Duration.ofHours(1));
    assertThat(byToken(made.text())).isEqualTo(Kind.UNAUTHENTICATED);
    var second = issue(owner, request(Optional.empty(), Optional.empty(), Set.of(), 1));
    room.authenticate.byToken(second.text(), "v1");
    room.users.revokeToken(owner, "olga", second.token().id());
    assertThat(byToken(second.text())).isEqualTo(Kind.UNAUTHENTICATED);
    assertThat(byToken("sut_nonsense")).isEqualTo(Kind.UNAUTHENTICATED);
  }

  @Test
  void a_role_taken_away_counts_at_once() {
    var owner = room.user("olga", "demo", Role.OWNER);
    var text = issue(owner, request(Optional.empty(), Optional.empty(), Set.of(), 1)).text();
    assertThat(room.authenticate.byToken(text, "v1").roleIn(room.demo.id())).contains(Role.OWNER);
    room.projects.revoke(room.admin, "demo", "olga");
    assertThat(room.authenticate.byToken(text, "v1").roleIn(room.demo.id())).isEmpty();
  }

  @Test
  void a_token_reaches_no_further_than_who_makes_it() {
    room.project("other", Quota.UNLIMITED);
    room.user("edda", "demo", Role.EDITOR);
    room.projects.grant(room.admin, "other", "edda", Role.OWNER);
    var edda = room.caller("edda");
    assertThat(
            refusal(() ->
                    issue(edda, request(Optional.of("demo"), Optional.of(Role.OWNER), Set.of(), 1)))
                .kind())
        .isEqualTo(Kind.FORBIDDEN);
    assertThat(
            refusal(() ->
                    issue(edda, request(Optional.empty(), Optional.of(Role.ADMIN), Set.of(), 1)))
                .kind())
        .isEqualTo(Kind.FORBIDDEN);
    var narrow =
        signedIn(
            issue(
                edda,
                request(
                    Optional.of("demo"), Optional.of(Role.VIEWER), Set.of("read", "write"), 1)));
    assertThat(narrow.roles()).containsOnly(java.util.Map.entry(room.demo.id(), Role.VIEWER));
    var child = signedIn(issue(narrow, request(Optional.empty(), Optional.empty(), Set.of(), 100)));
    assertThat(child.roles()).isEqualTo(narrow.roles());
    assertThat(child.scopes()).isEqualTo(narrow.scopes());
    assertThat(child.limits().expires()).isEqualTo(narrow.limits().expires());
    assertThat(
            refusal(() ->
                    issue(narrow, request(Optional.empty(), Optional.of(Role.EDITOR), Set.of(), 1)))
                .kind())
        .isEqualTo(Kind.FORBIDDEN);
    assertThat(
            refusal(() ->
                    issue(narrow, request(Optional.of("other"), Optional.empty(), Set.of(), 1)))
                .kind())
        .isEqualTo(Kind.NOT_FOUND);
    assertThat(
            refusal(() ->
                    issue(narrow, request(Optional.empty(), Optional.empty(), Set.of("reveal"), 1)))
                .kind())
        .isEqualTo(Kind.FORBIDDEN);
  }

  @Test
  void an_admins_token_limited_to_a_project_is_no_admin() {
    var made =
        signedIn(issue(room.admin, request(Optional.of("demo"), Optional.empty(), Set.of(), 1)));
    assertThat(made.admin()).isFalse();
    assertThat(made.roles()).containsOnly(java.util.Map.entry(room.demo.id(), Role.OWNER));
  }

  @Test
  void another_users_tokens_and_passwords_are_not_there() {
    var olga = room.user("olga", "demo", Role.OWNER);
    room.user("edda", "demo", Role.EDITOR);
    assertThat(
            refusal(() -> room.users.setPassword(olga, "edda", Optional.empty(), "12345678"))
                .kind())
        .isEqualTo(Kind.NOT_FOUND);
    assertThat(refusal(() -> room.users.revokeToken(olga, "edda", "x")).kind())
        .isEqualTo(Kind.NOT_FOUND);
    assertThat(
            refusal(() -> room.users.setPassword(olga, "olga", Optional.of("wrong"), "12345678"))
                .kind())
        .isEqualTo(Kind.UNAUTHENTICATED);
  }

  private Caller signedIn(ManageUsers.NewToken token) {
    return room.authenticate.byToken(token.text(), "v1");
  }

  private ManageUsers.NewToken issue(Caller caller, TokenRequest request) {
    return room.users.createToken(caller, request);
  }

  private static TokenRequest request(
      Optional<String> project, Optional<Role> role, Set<String> scopes, long hours) {
    return new TokenRequest("test", project, role, scopes, Optional.of(Duration.ofHours(hours)));
  }

  private Kind byToken(String text) {
    return refusal(() -> room.authenticate.byToken(text, "v1")).kind();
  }

  private Refusal signIn(String name, String password) {
    return refusal(() -> room.authenticate.byPassword(name, password, "::1", "v1"));
  }
}
