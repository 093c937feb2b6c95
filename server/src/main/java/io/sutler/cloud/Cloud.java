package io.sutler.cloud;

import io.sutler.domain.Blame;
import io.sutler.domain.Finding;
import io.sutler.domain.Flavor;
import io.sutler.domain.Image;
import io.sutler.domain.OwnerTag;
import io.sutler.domain.Region;
import java.util.List;

/**
 * A kind of place that makes machines. Thread-safe; every call may block a virtual thread, ends
 * within the time that its settings allow, and may be made again after a crash or a lost reply
 * without making anything twice.
 */
public interface Cloud {
  CloudTraits traits();

  /**
   * What of a region's settings cannot be, a sentence each; asks nobody. Empty when nothing is
   * wrong with them.
   */
  default List<String> faults(Region region) {
    return List.of();
  }

  /**
   * What a region offers by itself, where nobody declared a flavor or an image of that name. Asks
   * nobody.
   */
  default Offered offered(CloudRegion region) {
    return new Offered(traits().flavors(), traits().images());
  }

  /** Flavors and images, each by its name once. */
  record Offered(List<Flavor> flavors, List<Image> images) {
    public Offered {
      flavors = List.copyOf(flavors);
      images = List.copyOf(images);
    }
  }

  /** Whether the region can be worked with: reachable, credentials, rights, quota, names. */
  List<Finding> check(CloudRegion region) throws InterruptedException;

  /**
   * Everything there that carries this installation's tag, in few calls.
   *
   * @throws CloudTrouble when it could not be seen whole: nothing may be concluded then
   */
  Inventory look(CloudRegion region) throws CloudTrouble, InterruptedException;

  /**
   * Makes a machine, or gives the one that stands under the order's owner and name already: a lost
   * reply is found again, never repeated, and what was begun is brought to its end. It need not be
   * up yet when this returns.
   */
  Machine create(MachineOrder order, CloudRegion region) throws CloudTrouble, InterruptedException;

  /** Asks for it; done when a look shows it. One that is there already is no error. */
  void power(String handle, Power power, CloudRegion region)
      throws CloudTrouble, InterruptedException;

  /**
   * Asks for a machine or another thing of the inventory to be deleted; done when a look no longer
   * shows it. One that is gone already is no error. A machine's disks stay unless they are deleted
   * too.
   */
  void delete(String handle, CloudRegion region) throws CloudTrouble, InterruptedException;

  /**
   * Gives a disk that was kept another owner and machine, with its data; one that is theirs already
   * is no error.
   */
  void hand(Inventory.Thing disk, OwnerTag owner, String machine, CloudRegion region)
      throws CloudTrouble, InterruptedException;

  /**
   * Asks for a disk to be made larger where it is, with its data; done when a look shows it. Never
   * asked of clouds whose disks are kept to no size.
   */
  default void grow(Inventory.Thing disk, long bytes, CloudRegion region)
      throws CloudTrouble, InterruptedException {
    throw new CloudTrouble(
        Blame.USER,
        "disk-cannot-grow",
        "disks of region %s cannot be made larger: take the larger size back, or give a further disk"
            .formatted(region.region().name()));
  }

  /** The last lines of a machine's console; empty where there is none. */
  String console(String handle, CloudRegion region) throws CloudTrouble, InterruptedException;
}
