package io.sutler.driver.servers;

import java.io.IOException;

/** How a machine is knocked at. Thread-safe. */
public interface Door {
  /**
   * Whether SSH answers there, asked for a second or two.
   *
   * @param address a name or address; {@code [address]:port} where the port is not 22
   */
  boolean answers(String address) throws InterruptedException;

  /**
   * The host key that it shows, as in {@code known_hosts} without the name: {@code ssh-ed25519
   * AAAA...}.
   */
  String hostKey(String address) throws IOException, InterruptedException;
}
