package io.sutler.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;

/**
 * What every named object carries.
 *
 * @param name fixed slug
 * @param displayName free text
 * @param project name of the project
 * @param generation grows with each change of the desired level
 * @param resourceVersion grows with every write: the ETag without its quotes
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Metadata(
    String id,
    String name,
    String displayName,
    String project,
    long generation,
    String resourceVersion,
    Instant createdAt) {}
