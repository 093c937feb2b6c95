package io.sutler.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;

/**
 * An image to be made or changed.
 *
 * @param region whose own name {@code nativeId} is; absent: of every region
 * @param nativeId the region's own name or id; absent: the same name
 * @param login the account that its machines are entered by; absent: root
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record ImageRequest(
    Optional<String> region, Optional<String> nativeId, Optional<String> login) {}
