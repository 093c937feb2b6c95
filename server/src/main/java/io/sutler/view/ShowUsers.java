package io.sutler.view;

import io.sutler.access.Access;
import io.sutler.access.Caller;
import io.sutler.domain.ApiToken;
import io.sutler.domain.AuditRecord;
import io.sutler.domain.User;
import io.sutler.store.Store;
import java.util.List;

/** Users and their tokens, and the audit of what belongs to no project. Thread-safe. */
public final class ShowUsers {
  public ShowUsers(Store store, Access access) {}

  /** For admins; everyone else sees but himself. Password hashes are left out. */
  public Page<User> list(Caller caller, String after, int limit) {
    throw new UnsupportedOperationException();
  }

  public User show(Caller caller, String name) {
    throw new UnsupportedOperationException();
  }

  /** A user's tokens: one's own, or anyone's for admins. Hashes are left out. */
  public List<ApiToken> tokens(Caller caller, String user) {
    throw new UnsupportedOperationException();
  }

  /** Newest first; for admins. */
  public Page<AuditRecord> audit(Caller caller, String after, int limit) {
    throw new UnsupportedOperationException();
  }
}
