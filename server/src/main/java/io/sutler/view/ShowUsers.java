package io.sutler.view;

import io.sutler.access.Access;
import io.sutler.access.Caller;
import io.sutler.domain.ApiToken;
import io.sutler.domain.AuditRecord;
import io.sutler.domain.Refusal;
import io.sutler.domain.User;
import io.sutler.store.Accounts;
import io.sutler.store.Store;
import java.util.List;
import java.util.Optional;

/** Users and their tokens, and the audit of what belongs to no project. Thread-safe. */
public final class ShowUsers {
  private final Store store;
  private final Access access;

  public ShowUsers(Store store, Access access) {
    this.store = store;
    this.access = access;
  }

  /** For admins; everyone else sees but himself. */
  public Page<User> list(Caller caller, String after, int limit) {
    access.requireScope(caller, "read");
    if (!caller.admin()) {
      var self = after.isEmpty() ? List.of(show(caller, caller.name())) : List.<User>of();
      return new Page<>(self, Optional.empty());
    }
    int size = Page.bounded(limit);
    var rows = store.accounts().users(after, size + 1);
    return Page.of(rows.stream().map(Shown::user).toList(), size, User::name);
  }

  public User show(Caller caller, String name) {
    return Shown.user(found(caller, name));
  }

  /** A user's tokens: one's own, or anyone's for admins. */
  public List<ApiToken> tokens(Caller caller, String user) {
    return store.accounts().tokens(found(caller, user).id()).stream().map(Shown::token).toList();
  }

  /** Newest first; for admins. */
  public Page<AuditRecord> audit(Caller caller, String after, int limit) {
    access.requireScope(caller, "read");
    access.requireAdmin(caller);
    return AuditPage.of(store, Optional.empty(), after, limit);
  }

  private Accounts.User found(Caller caller, String name) {
    access.requireScope(caller, "read");
    return Optional.of(name)
        .filter(n -> caller.admin() || n.equals(caller.name()))
        .flatMap(store.accounts()::user)
        .orElseThrow(() -> Refusal.notFound("user", Named.shown(name)));
  }
}
