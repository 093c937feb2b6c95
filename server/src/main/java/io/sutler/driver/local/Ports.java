package io.sutler.driver.local;

import io.sutler.domain.Blame;
import io.sutler.driver.RegionView;
import io.sutler.json.Json;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Gives each component its ports for life, also while it is stopped: a port is reserved by a file
 * named after it, which counts as long as its component's workspace exists.
 *
 * @param directory where the reservations are
 */
public record Ports(Path directory) {
  private static final int NEIGHBOURS = 200;
  private static final int LAST = 65535;

  /** Those of a place. */
  public static Ports of(RegionView region) {
    return new Ports(region.data().resolve("ports"));
  }

  record Reservation(String owner, String workspace) {}

  /**
   * A port for a component: the preferred one or, where that is taken and not {@code fixed}, the
   * next free one after it; 0 prefers none.
   *
   * @throws ProgramFailure {@code port-taken}
   */
  public int reserve(String owner, Path workspace, int preferred, boolean fixed)
      throws IOException, ProgramFailure {
    PrivateFiles.directory(directory);
    int last = fixed || preferred == 0 ? preferred : Math.min(LAST, preferred + NEIGHBOURS);
    for (int port = preferred; port > 0 && port <= last; port++) {
      if (isFree(port) && take(port, owner, workspace)) {
        return port;
      }
    }
    for (int turn = 0; !fixed && turn < NEIGHBOURS; turn++) {
      int port = anyFree();
      if (take(port, owner, workspace)) {
        return port;
      }
    }
    throw taken(preferred);
  }

  /** Gives all of a component's reservations back. */
  public void release(String owner) throws IOException {
    if (!Files.isDirectory(directory)) {
      return;
    }
    try (var files = Files.newDirectoryStream(directory, "[0-9]*")) {
      for (var file : files) {
        if (read(file).filter(r -> r.owner().equals(owner)).isPresent()) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  /** Whether nothing listens there. */
  public static boolean isFree(int port) {
    try (var socket = new ServerSocket(port)) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  /** The failure that says so. */
  public static ProgramFailure taken(int port) {
    return new ProgramFailure(
        Blame.CAPACITY,
        "port-taken",
        "port " + port + " is taken by another program: stop that one, or ask for another port");
  }

  private static int anyFree() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private boolean take(int port, String owner, Path workspace) throws IOException {
    var held = read(file(port));
    if (held.isPresent()) {
      if (held.get().owner().equals(owner)) {
        return true;
      }
      if (Files.exists(Path.of(held.get().workspace()))) {
        return false;
      }
    }
    // unreadable ones and those of removed components
    Files.deleteIfExists(file(port));
    var mine = directory.resolve(port + "." + Steps.newSpawn());
    PrivateFiles.write(mine, Json.write(new Reservation(owner, workspace.toString())));
    try {
      Files.createLink(file(port), mine);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } finally {
      Files.deleteIfExists(mine);
    }
  }

  private Optional<Reservation> read(Path file) {
    try {
      return Optional.of(Json.read(Files.readString(file), Reservation.class));
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private Path file(int port) {
    return directory.resolve(Integer.toString(port));
  }
}
