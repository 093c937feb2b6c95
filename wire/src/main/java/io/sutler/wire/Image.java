package io.sutler.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;

/**
 * A machine's operating system image.
 *
 * @param project absent for one of every project
 * @param region absent for one of every region
 * @param nativeId the region's own name or id, where it is another than {@code name}
 * @param login the account that its machines are entered by
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Image(
    String name,
    Optional<String> project,
    Optional<String> region,
    Optional<String> nativeId,
    String login) {}
