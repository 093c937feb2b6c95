package io.sutler.domain;

import java.util.Optional;

/**
 * A machine's operating system image.
 *
 * @param project empty for an image of every project
 * @param region whose own name for it {@code nativeId} is; empty for every region that has none of
 *     its own under this name
 * @param nativeId the region's own name or id; empty when it is the same as {@code name}
 * @param login the account that its machines are entered by: root, debian, ...
 */
public record Image(
    String name, Optional<ProjectId> project, String region, String nativeId, String login) {
  /** What the region calls it. */
  public String nativeName() {
    return nativeId.isEmpty() ? name : nativeId;
  }
}
