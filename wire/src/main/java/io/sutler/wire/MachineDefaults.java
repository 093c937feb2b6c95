package io.sutler.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;

/**
 * What a project's machines are made of where their plan says {@code default}.
 *
 * @param image for all of them; absent: the region's
 * @param master flavor of machines of this role; absent: the region's
 * @param worker of these, and of machines of no or another role
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record MachineDefaults(
    Optional<String> image,
    Optional<String> master,
    Optional<String> worker,
    Optional<String> storage,
    Optional<String> monitoring) {}
