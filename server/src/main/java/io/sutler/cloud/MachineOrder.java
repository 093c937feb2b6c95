package io.sutler.cloud;

import io.sutler.domain.OwnerTag;
import io.sutler.domain.Resources;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A machine to be made.
 *
 * @param name unique within its owner; with the owner, what a lost reply is found again by
 * @param host its host name: a valid DNS label, the same for ever
 * @param flavor the region's own name for its size
 * @param size what that size is: for clouds that know no flavors
 * @param image the region's own name for its image
 * @param login the account that the keys are for
 * @param publicKeys lines as in {@code authorized_keys}
 * @param rootPassword clear; never log or store it
 * @param settings network, security groups, ...: what its plan asks of this cloud
 * @param digest of all that, without secrets: recorded on the machine
 */
public record MachineOrder(
    OwnerTag owner,
    String name,
    String host,
    String flavor,
    Resources size,
    String image,
    String login,
    List<String> publicKeys,
    Optional<String> rootPassword,
    List<Disk> disks,
    Map<String, Object> settings,
    String digest) {
  public MachineOrder {
    publicKeys = List.copyOf(publicKeys);
    disks = List.copyOf(disks);
  }

  /**
   * A disk of its own that may outlive the machine.
   *
   * @param name unique within the machine
   * @param bytes its size
   * @param mount where it is mounted; an absolute path
   */
  public record Disk(String name, long bytes, String mount) {}
}
