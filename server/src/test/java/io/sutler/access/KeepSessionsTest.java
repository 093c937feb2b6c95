package io.sutler.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.app.ApiUnderTest;
import io.sutler.domain.Role;
import io.sutler.store.Store;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long sessions count, whose they are, and what their groups give. */
class KeepSessionsTest {
  private static final SessionLimits LIMITS =
      new SessionLimits(Duration.ofHours(8), Duration.ofHours(16));
  @TempDir Path data;
  private final MovedClock clock = new MovedClock();
  private ApiUnderTest api;
  private KeepSessions sessions;

  @BeforeEach
  void open() throws Exception {
    api = new ApiUnderTest(data, clock, List.of());
    sessions = sessions("ops");
  }

  @AfterEach
  void close() {
    api.close();
  }

  private KeepSessions sessions(String admins) {
    return new KeepSessions(store(), LIMITS, admins, clock);
  }

  private Store store() {
    return api.store();
  }

  private static Identity mira(String... groups) {
    return new Identity("keystone", "4f2a", Set.of(groups));
  }

  private Optional<Caller> caller(String text) {
    return sessions.caller(text, "michman");
  }

  @Test
  void a_session_ends_after_a_time_without_a_request() {
    var text = sessions.open(mira(), "::1", "michman");
    for (int i = 0; i < 3; i++) {
      clock.pass(Duration.ofHours(5));
      assertThat(caller(text)).isPresent();
    }
    var idle = sessions.open(mira(), "::1", "michman");
    clock.pass(Duration.ofHours(8));
    assertThat(caller(idle)).isEmpty();
    assertThat(caller(idle)).isEmpty();
  }

  @Test
  void a_session_ends_after_its_lifetime_however_busy_it_is() {
    var text = sessions.open(mira(), "::1", "michman");
    for (int i = 0; i < 15; i++) {
      clock.pass(Duration.ofHours(1));
      assertThat(caller(text)).isPresent();
    }
    clock.pass(Duration.ofHours(1));
    assertThat(caller(text)).isEmpty();
  }

  @Test
  void another_server_on_the_same_store_knows_it_and_its_end() {
    var text = sessions.open(mira("ops"), "::1", "michman");
    var other = sessions("ops");
    assertThat(other.caller(text, "michman")).map(Caller::name).contains("keystone.4f2a");
    other.end(text);
    assertThat(caller(text)).isEmpty();
  }

  @Test
  void the_store_holds_no_text_that_opens_a_session() {
    var text = sessions.open(mira(), "::1", "michman");
    assertThat(store().sessions().byHash(text)).isEmpty();
    var hash = Tokens.hash(text);
    assertThat(store().sessions().byHash(hash)).isPresent();
    assertThat(caller(hash.substring(0, 43))).isEmpty();
    assertThat(caller("")).isEmpty();
    assertThat(caller("x".repeat(1 << 16))).isEmpty();
  }

  @Test
  void whom_the_operator_trusts_has_the_roles_of_the_group_he_counts_in() {
    var demo = store().accounts().project("demo").orElseThrow().id();
    store().accounts().grantGroup(demo, "ops", Role.OWNER);
    var doors = new Authenticate(store().accounts(), store().audits(), clock);
    assertThat(doors.trusted("admin", Set.of("ops"), "michman").roles())
        .containsEntry(demo, Role.OWNER);
    assertThat(doors.trusted("admin", Set.of(), "michman").roles()).isEmpty();
  }

  @Test
  void groups_give_their_roles_and_only_one_group_makes_administrators() {
    var demo = store().accounts().project("demo").orElseThrow().id();
    store().accounts().grantGroup(demo, "eng", Role.OWNER);
    var member = caller(sessions.open(mira("eng"), "::1", "michman")).orElseThrow();
    assertThat(member.admin()).isFalse();
    assertThat(member.roleIn(demo)).contains(Role.OWNER);
    var stranger = caller(sessions.open(mira("eng2", "Ops"), "::1", "michman")).orElseThrow();
    assertThat(stranger.admin()).isFalse();
    assertThat(stranger.roles()).isEmpty();
    assertThat(stranger.user()).isEqualTo(member.user());
    assertThat(caller(sessions.open(mira("ops"), "::1", "michman")).orElseThrow().admin()).isTrue();
    var none = sessions("").open(mira(""), "::1", "michman");
    assertThat(sessions("").caller(none, "michman").orElseThrow().admin()).isFalse();
  }

  @Test
  void nobody_outside_becomes_somebody_who_was_made_here() {
    assertThat(new Identity("keystone", "admin", Set.of()).userName()).isEqualTo("keystone.admin");
    var odd = new Identity("oauth2", "../a:b", Set.of()).userName();
    assertThat(odd).startsWith("oauth2.sha256.").hasSizeLessThan(100).doesNotContain(":", "/");
  }

  @Test
  void a_removed_user_is_signed_out() {
    var text = sessions.open(mira(), "::1", "michman");
    store().accounts().remove(store().accounts().user("keystone.4f2a").orElseThrow().id());
    assertThat(caller(text)).isEmpty();
  }
}
