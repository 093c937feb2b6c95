package io.sutler.driver.checkout;

import io.sutler.domain.Blame;
import io.sutler.driver.local.PrivateFiles;
import io.sutler.driver.local.ProgramFailure;
import io.sutler.driver.local.Trees;
import io.sutler.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Repository;

/**
 * Checkouts of commits, each fetched once for a project and kept while it is used. One is there
 * whole or not at all, whatever dies when, and whoever else makes the same. Thread-safe.
 */
public final class Checkouts {
  private static final Duration UNUSED = Duration.ofDays(30);
  private static final Duration LEFT_BEHIND = Duration.ofHours(1);
  private static final String PART = ".part-";
  private static final AtomicLong PARTS = new AtomicLong();
  private final Path directory;
  private final List<Path> allowed;
  private final Bounds bounds;
  private final InstantSource clock;
  private final Map<Path, ReentrantLock> turns = new ConcurrentHashMap<>();

  /**
   * @param directory for all of them; made when first used
   * @param allowed directories of this machine whose repositories may be read by {@code file://}
   */
  public Checkouts(Path directory, List<Path> allowed, Bounds bounds, InstantSource clock) {
    this.directory = directory;
    this.allowed = List.copyOf(allowed);
    this.bounds = bounds;
    this.clock = clock;
  }

  /**
   * The commit that a source names: its own, or the one that its tag stands for now.
   *
   * @throws ProgramFailure when there is none, or it cannot be asked
   */
  public String resolve(Source source) throws InterruptedException, IOException, ProgramFailure {
    if (source.isCommit()) {
      return source.at();
    }
    requireAllowed(source);
    NoSettings.use();
    var scratch = part(PrivateFiles.directory(directory));
    try (var repository = FetchCommit.bare(scratch)) {
      return fetch(source).resolve(repository);
    } finally {
      Trees.delete(scratch);
    }
  }

  /**
   * The directory with the files of a commit, for reading; fetched when it is not there yet.
   *
   * @param source of a commit
   * @param project its plans share what they fetched, and nobody else sees it
   * @throws ProgramFailure when it cannot be had
   */
  public Path files(Source source, String project)
      throws InterruptedException, IOException, ProgramFailure {
    requireAllowed(source);
    var key = Json.sha256((project + "\n" + source.url()).getBytes(StandardCharsets.UTF_8));
    var shelf = directory.resolve(key.substring(0, 32));
    var files = shelf.resolve(source.at());
    var turn = turns.computeIfAbsent(files, _ -> new ReentrantLock());
    turn.lockInterruptibly();
    try {
      if (Files.isDirectory(files)) {
        Files.setLastModifiedTime(files, FileTime.from(clock.instant()));
        return files;
      }
      tidy(PrivateFiles.directory(shelf));
      make(source, shelf, files);
      return files;
    } finally {
      // at worst two make the same at once, as two servers may
      turns.remove(files, turn);
      turn.unlock();
    }
  }

  private FetchCommit fetch(Source source) {
    return new FetchCommit(source, bounds, directory.resolve("known_hosts"), clock);
  }

  private void make(Source source, Path shelf, Path files)
      throws InterruptedException, IOException, ProgramFailure {
    NoSettings.use();
    var part = part(shelf);
    try (Repository repository = FetchCommit.bare(part.resolve("git"))) {
      fetch(source).fetch(repository);
      var written = PrivateFiles.directory(part.resolve("files"));
      write(new WriteTree(repository, source, bounds), written, source);
      Files.setLastModifiedTime(written, FileTime.from(clock.instant()));
      publish(written, files);
    } finally {
      Trees.delete(part);
    }
  }

  private void write(WriteTree tree, Path directory, Source source)
      throws InterruptedException, IOException, ProgramFailure {
    try {
      tree.into(directory);
    } catch (MissingObjectException | CorruptObjectException | IncorrectObjectTypeException e) {
      throw new Troubles(source, bounds).of(e);
    }
  }

  private static void publish(Path written, Path files) throws IOException {
    try {
      Files.move(written, files, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      throw e;
    } catch (FileSystemException e) {
      if (!Files.isDirectory(files)) {
        throw e;
      }
      // another server made the same meanwhile
    }
  }

  private static Path part(Path above) throws IOException {
    var name = PART + ProcessHandle.current().pid() + "-" + PARTS.incrementAndGet();
    var part = above.resolve(name);
    // of a process of the same number that died
    Trees.delete(part);
    return PrivateFiles.directory(part);
  }

  /** Deletes what a dead process left, and what nobody has used for long. */
  private void tidy(Path shelf) throws IOException {
    var now = clock.instant();
    try (var all = Files.newDirectoryStream(shelf)) {
      for (var one : all) {
        boolean part = String.valueOf(one.getFileName()).startsWith(PART);
        var since = Files.getLastModifiedTime(one).toInstant();
        if (since.plus(part ? LEFT_BEHIND : UNUSED).isBefore(now)) {
          Trees.delete(one);
        }
      }
    }
  }

  private void requireAllowed(Source source) throws IOException, ProgramFailure {
    if (!source.isHere()) {
      return;
    }
    var place = Path.of(source.place().getPath());
    if (Files.isDirectory(place)) {
      for (var one : allowed) {
        if (Files.isDirectory(one) && place.toRealPath().startsWith(one.toRealPath())) {
          return;
        }
      }
    }
    throw new ProgramFailure(
        Blame.USER,
        "git-not-allowed",
        source.url()
            + " is no repository that plans may read on the server's own disk: serve it by https"
            + " or ssh, or have the operator name its directory in SUTLER_GIT_DIRECTORIES");
  }
}
