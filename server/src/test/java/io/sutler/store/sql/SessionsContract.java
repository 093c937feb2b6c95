package io.sutler.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.domain.ProjectId;
import io.sutler.domain.Quota;
import io.sutler.domain.Role;
import io.sutler.domain.UserId;
import io.sutler.store.Accounts.User;
import io.sutler.store.Sessions.Session;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Sessions end in every way they should; groups have roles in projects. */
abstract class SessionsContract extends StoreContract {
  SessionsContract(Database database) {
    super(database);
  }

  private Session session(String hash, UserId user) {
    return new Session(hash, user, Set.of("eng", "ops"), given.now(), given.now());
  }

  @Test
  void a_session_is_found_touched_and_removed() {
    var user = new UserId(given.id());
    store.sessions().create(session("h1", user));
    assertThat(store.sessions().byHash("h1")).contains(session("h1", user));
    assertThat(store.sessions().byHash("h2")).isEmpty();
    var later = given.now().plus(Duration.ofMinutes(5));
    store.sessions().touch("h1", later);
    store.sessions().touch("h1", given.now());
    store.sessions().touch("h2", later);
    assertThat(store.sessions().byHash("h1")).map(Session::used).contains(later);
    assertThat(store.sessions().remove("h1")).isTrue();
    assertThat(store.sessions().remove("h1")).isFalse();
    assertThat(store.sessions().byHash("h1")).isEmpty();
  }

  @Test
  void those_that_are_over_are_removed_and_others_stay() {
    var user = new UserId(given.id());
    store.sessions().create(session("h1", user));
    store.sessions().create(session("h2", user));
    store.sessions().touch("h2", given.now().plusSeconds(60));
    var longAgo = given.now().minusSeconds(60);
    assertThat(store.sessions().removeEnded(longAgo, given.now().plusSeconds(1))).isEqualTo(1);
    assertThat(store.sessions().byHash("h1")).isEmpty();
    assertThat(store.sessions().byHash("h2")).isPresent();
    assertThat(store.sessions().removeEnded(given.now().plusSeconds(1), longAgo)).isEqualTo(1);
    assertThat(store.sessions().byHash("h2")).isEmpty();
  }

  @Test
  void a_users_sessions_go_with_the_user() {
    var user = new User(new UserId(given.id()), "keystone.mira", "", false, given.now());
    store.accounts().create(user);
    store.sessions().create(session("h1", user.id()));
    assertThat(store.accounts().remove(user.id())).isTrue();
    assertThat(store.sessions().byHash("h1")).isEmpty();
  }

  @Test
  void the_strongest_role_of_ones_groups_counts_and_goes_with_the_project() {
    var other = given.project(store, "other", Quota.UNLIMITED);
    store.accounts().grantGroup(demo.id(), "eng", Role.VIEWER);
    store.accounts().grantGroup(demo.id(), "ops", Role.VIEWER);
    store.accounts().grantGroup(demo.id(), "ops", Role.OWNER);
    store.accounts().grantGroup(other.id(), "sales", Role.OWNER);
    Map<ProjectId, Role> owner = Map.of(demo.id(), Role.OWNER);
    assertThat(store.accounts().rolesOfGroups(Set.of("eng", "ops"))).isEqualTo(owner);
    assertThat(store.accounts().rolesOfGroups(Set.of("eng")))
        .isEqualTo(Map.of(demo.id(), Role.VIEWER));
    assertThat(store.accounts().rolesOfGroups(Set.of())).isEmpty();
    assertThat(store.accounts().revokeGroup(demo.id(), "ops")).isTrue();
    assertThat(store.accounts().revokeGroup(demo.id(), "ops")).isFalse();
    assertThat(store.accounts().rolesOfGroups(Set.of("eng", "ops")))
        .isEqualTo(Map.of(demo.id(), Role.VIEWER));
    assertThat(store.accounts().rolesOfGroups(Set.of("' OR 1=1 --"))).isEmpty();
    assertThat(store.accounts().remove(other.id())).isTrue();
    assertThat(store.accounts().rolesOfGroups(Set.of("sales"))).isEmpty();
  }
}
