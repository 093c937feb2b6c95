package io.sutler.driver.local;

import io.sutler.domain.Blame;
import io.sutler.driver.ComponentView;
import io.sutler.driver.Progress;
import io.sutler.driver.RegionView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** Storage that outlives its component: put aside, taken over by another, or discarded. */
public final class Kept {
  private Kept() {}

  /**
   * Moves a component's storage to {@code <data>/retained}; says so again when called again. Empty
   * when there is none.
   */
  public static Optional<Progress.Kept> keep(ComponentView c) throws IOException {
    var name =
        (c.deployment() + "-" + c.desired().name() + "-" + c.owner().deployment().value())
            .replaceAll("[^A-Za-z0-9-]", "-");
    var place = c.region().data().resolve(Owned.KEPT).resolve(name);
    if (Files.isDirectory(c.storage(), LinkOption.NOFOLLOW_LINKS)) {
      PrivateFiles.above(place);
      Files.move(c.storage(), place, StandardCopyOption.ATOMIC_MOVE);
    }
    Files.deleteIfExists(Owned.markOf(c.storage()));
    return Files.isDirectory(place)
        ? Optional.of(new Progress.Kept(Owned.KEPT + "/" + name, Trees.size(place)))
        : Optional.empty();
  }

  /**
   * Moves kept storage to where a component wants it, unless it has storage already.
   *
   * @throws ProgramFailure when there is no such kept storage
   */
  public static void adopt(String handle, ComponentView c) throws IOException, ProgramFailure {
    if (Files.isDirectory(c.storage())) {
      if (Owned.read(c.storage()).isPresent() || !isEmpty(c.storage())) {
        return;
      }
      Files.delete(c.storage());
    }
    var place = place(handle, c.region());
    if (!Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
      throw new ProgramFailure(
          Blame.USER,
          "no-kept-storage",
          "there is no kept storage '" + handle + "' any more: adopt another, or none");
    }
    PrivateFiles.above(c.storage());
    Files.move(place, c.storage(), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Removes it; nothing happens when it is gone. */
  public static void discard(String handle, RegionView region) throws IOException, ProgramFailure {
    Trees.delete(place(handle, region));
  }

  private static boolean isEmpty(Path directory) throws IOException {
    try (var children = Files.newDirectoryStream(directory)) {
      return !children.iterator().hasNext();
    }
  }

  private static Path place(String handle, RegionView region) throws ProgramFailure {
    if (!handle.matches(Owned.KEPT + "/[A-Za-z0-9][A-Za-z0-9-]*")) {
      throw new ProgramFailure(
          Blame.USER, "no-kept-storage", "'" + handle + "' names no kept storage");
    }
    return region.data().resolve(handle);
  }
}
