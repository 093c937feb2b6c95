package io.sutler.store;

import io.sutler.domain.Command;

/** What became of an {@link Accept}. */
public sealed interface Accepted {
  /** Durable. {@code key} and {@code generation} as stored. */
  record Taken(Command command, long key, long generation, long version) implements Accepted {}

  /** The same idempotency key and body came before: this is what it made. */
  record Replayed(Command command) implements Accepted {}

  record KeyReused() implements Accepted {}

  record NameTaken() implements Accepted {}

  /** The row's version is another by now. */
  record Stale(long version) implements Accepted {}

  /** {@code what}: deployments, plan, cpus, memory, disk, retained. */
  record OverQuota(String what, long used, long asked, long allowed) implements Accepted {}

  /** Others are bound to it: names of the consuming deployments. */
  record InUse(java.util.List<String> consumers) implements Accepted {}

  /** The bindings would lead back to the deployment itself: names on the way, it first. */
  record Cycle(java.util.List<String> through) implements Accepted {}

  /** The project, deployment, provider or retained storage to adopt is gone. */
  record Gone(String what) implements Accepted {}
}
