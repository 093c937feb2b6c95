package io.sutler.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * One attempt at carrying out a decision.
 *
 * @param command the operation it carries out; empty for a level's run
 * @param worker who ran it: server name and process id
 * @param outcome empty while it goes on; then reached, waiting, failed, cancelled or cut off
 */
public record Run(
    RunId id,
    DeploymentId deployment,
    Optional<CommandId> command,
    long generation,
    String worker,
    Instant startedAt,
    Optional<Instant> endedAt,
    String outcome) {}
