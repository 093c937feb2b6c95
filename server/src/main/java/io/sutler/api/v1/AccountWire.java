package io.sutler.api.v1;

import io.sutler.access.Caller;
import io.sutler.domain.ApiToken;
import io.sutler.domain.AuditRecord;
import io.sutler.domain.Membership;
import io.sutler.domain.Usage;
import io.sutler.wire.AuditRow;
import io.sutler.wire.Member;
import io.sutler.wire.Project;
import io.sutler.wire.Quota;
import io.sutler.wire.Token;
import io.sutler.wire.User;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Projects, users and what they may do as JSON. */
final class AccountWire {
  private AccountWire() {}

  static User of(io.sutler.domain.User user) {
    return new User(user.id().value(), user.name(), user.admin(), user.createdAt());
  }

  static Token of(ApiToken token, String user, Optional<String> project) {
    return new Token(
        token.id(),
        token.label(),
        user,
        project,
        Words.of(token.role()),
        token.scopes().stream().sorted().toList(),
        token.createdAt(),
        token.expires());
  }

  static Project of(io.sutler.domain.Project project, Caller caller) {
    return new Project(
        project.id().value(),
        project.name(),
        project.displayName(),
        of(project.quota()),
        caller.roleIn(project.id()).map(Words::of),
        project.createdAt());
  }

  static Member of(Membership member) {
    return new Member(member.user(), Words.of(member.role()));
  }

  static Quota of(io.sutler.domain.Quota quota) {
    return new Quota(
        limit(quota.deployments()),
        new TreeMap<>(quota.perPlan()),
        limit(quota.cpus()).map(c -> c / 1000.0),
        limit(quota.memory()),
        limit(quota.disk()),
        limit(quota.retained()));
  }

  static Quota of(Usage use) {
    return new Quota(
        Optional.of(use.deployments()),
        new TreeMap<>(use.perPlan()),
        Optional.of(use.resources().cpus() / 1000.0),
        Optional.of(use.resources().memory()),
        Optional.of(use.resources().disk()),
        Optional.of(use.retained()));
  }

  static io.sutler.domain.Quota read(Quota quota) {
    return new io.sutler.domain.Quota(
        quota.deployments().orElse(-1L),
        Map.copyOf(quota.perPlan()),
        quota.cpus().map(c -> Math.round(c * 1000)).orElse(-1L),
        quota.memoryBytes().orElse(-1L),
        quota.diskBytes().orElse(-1L),
        quota.retainedBytes().orElse(-1L));
  }

  private static Optional<Long> limit(long limit) {
    return limit < 0 ? Optional.empty() : Optional.of(limit);
  }

  static AuditRow of(AuditRecord row) {
    return new AuditRow(
        row.seq(),
        row.at(),
        row.by(),
        row.face(),
        row.action(),
        row.object(),
        row.before(),
        row.after(),
        row.outcome(),
        row.hash());
  }
}
