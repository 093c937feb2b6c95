package io.sutler.cloud.hosts;

import io.sutler.domain.Resources;
import java.util.Optional;
import java.util.Set;

/**
 * A machine that exists already.
 *
 * @param local the server's own machine: no SSH leads there
 * @param address where SSH answers
 * @param login who enters it for Sutler
 * @param become it is {@code sudo} that makes root of the login
 * @param key names the private key among the region's credentials; empty for the usual one
 * @param flavor the one size that it is given out as; empty where its size alone counts
 * @param image what is installed on it; empty where nobody said
 * @param size what it has; zero for what nobody said
 * @param labels what an order may ask for: its own, and its groups
 * @param hostKey that it must show, as in {@code known_hosts} without the name
 * @param place the directory on it where who has it is written down
 * @param store the directory on it that members' disks lie in
 */
record Host(
    String name,
    boolean local,
    String address,
    int port,
    String login,
    boolean become,
    String key,
    Optional<String> flavor,
    Optional<String> image,
    Resources size,
    Set<String> labels,
    Optional<String> hostKey,
    String place,
    String store) {

  /** For sentences: where it is. */
  String where() {
    return local ? "this machine" : address + (port == 22 ? "" : " port " + port);
  }
}
