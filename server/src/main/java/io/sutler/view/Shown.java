package io.sutler.view;

import io.sutler.domain.ApiToken;
import io.sutler.domain.AuditRecord;
import io.sutler.domain.LogChunk;
import io.sutler.domain.Membership;
import io.sutler.domain.PlanVersion;
import io.sutler.domain.Usage;
import io.sutler.domain.User;
import io.sutler.store.Accounts;
import io.sutler.store.Audits;
import io.sutler.store.Logs;
import io.sutler.store.Plans;
import io.sutler.store.Reads;

/** From the store's rows to what faces may see: they know the domain, never the store. */
public final class Shown {
  private Shown() {}

  public static User user(Accounts.User row) {
    return new User(row.id(), row.name(), row.admin(), row.createdAt());
  }

  public static ApiToken token(Accounts.Token row) {
    return new ApiToken(
        row.id(),
        row.label(),
        row.user(),
        row.project(),
        row.role(),
        row.scopes(),
        row.createdAt(),
        row.expires());
  }

  public static Membership member(Accounts.Member row) {
    return new Membership(row.name(), row.role());
  }

  public static Usage usage(Reads.Usage row) {
    return new Usage(row.deployments(), row.perPlan(), row.resources(), row.retained());
  }

  public static AuditRecord audit(Audits.Row row) {
    var entry = row.entry();
    return new AuditRecord(
        row.seq(),
        row.at(),
        entry.by(),
        entry.face(),
        entry.action(),
        entry.object(),
        entry.before(),
        entry.after(),
        entry.outcome(),
        row.hash());
  }

  public static LogChunk chunk(Logs.Chunk row) {
    return new LogChunk(row.run(), row.step(), row.seq(), row.at(), row.text());
  }

  public static PlanVersion plan(Plans.PlanRow row) {
    return new PlanVersion(
        row.name(),
        row.version(),
        row.digest(),
        row.project(),
        row.trust(),
        row.title(),
        row.category(),
        row.publishedBy(),
        row.publishedAt());
  }
}
