package io.sutler.driver.checkout;

import io.sutler.driver.local.PrivateFiles;
import io.sutler.driver.local.ProgramFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * Writes the files of a commit: first it is seen whole that none would lie elsewhere and that they
 * are not too many, then they are written, symbolic links last.
 */
record WriteTree(Repository from, Source source, Bounds bounds) {
  private static final int LONGEST_LINK = 4096;

  void into(Path directory) throws IOException, ProgramFailure {
    var files = new LinkedHashMap<String, ObjectId>();
    var programs = new ArrayList<String>();
    var links = new LinkedHashMap<String, ObjectId>();
    read(files, programs, links);
    for (var file : files.entrySet()) {
      write(directory.resolve(file.getKey()), file.getValue(), programs.contains(file.getKey()));
    }
    write(directory, links);
  }

  private void read(Map<String, ObjectId> files, List<String> programs, Map<String, ObjectId> links)
      throws IOException, ProgramFailure {
    var troubles = new Troubles(source, bounds);
    long bytes = 0;
    try (var commits = new RevWalk(from);
        var sizes = from.newObjectReader();
        var walk = new TreeWalk(from)) {
      var unused = walk.addTree(commits.parseCommit(ObjectId.fromString(source.at())).getTree());
      walk.setRecursive(true);
      while (walk.next()) {
        var path = walk.getPathString();
        var id = walk.getObjectId(0);
        requireInside(path);
        if (walk.getFileMode(0).equals(FileMode.GITLINK)) {
          throw troubles.hostile(path, "is a submodule, and those are not fetched");
        }
        bytes += sizes.getObjectSize(id, Constants.OBJ_BLOB);
        if (bytes > bounds.written()) {
          throw troubles.tooBig("more than " + Troubles.megabytes(bounds.written()) + " of files");
        }
        if (files.size() + links.size() >= bounds.files()) {
          throw troubles.tooBig("more than " + bounds.files() + " files");
        }
        var before =
            walk.getFileMode(0).equals(FileMode.SYMLINK)
                ? links.put(path, id)
                : files.put(path, id);
        if (before != null) {
          throw troubles.hostile(path, "stands in it twice");
        }
        if (walk.getFileMode(0).equals(FileMode.EXECUTABLE_FILE)) {
          programs.add(path);
        }
      }
    }
  }

  private void requireInside(String path) throws ProgramFailure {
    for (var name : path.split("/", -1)) {
      boolean bad =
          name.isEmpty()
              || name.equals(".")
              || name.equals("..")
              || name.equalsIgnoreCase(".git")
              || name.chars().anyMatch(c -> c < ' ' || c == 0x7f);
      if (bad) {
        throw new Troubles(source, bounds).hostile(shown(path), "would lie outside of it");
      }
    }
  }

  private static String shown(String path) {
    return "'" + path.replaceAll("\\p{Cc}", "?") + "'";
  }

  private void write(Path file, ObjectId blob, boolean program) throws IOException {
    PrivateFiles.above(file);
    var rights = PosixFilePermissions.fromString(program ? "rwx------" : "rw-------");
    Files.createFile(file, PosixFilePermissions.asFileAttribute(rights));
    try (var out = Files.newOutputStream(file, StandardOpenOption.WRITE)) {
      from.open(blob, Constants.OBJ_BLOB).copyTo(out);
    }
  }

  private void write(Path directory, Map<String, ObjectId> links)
      throws IOException, ProgramFailure {
    var troubles = new Troubles(source, bounds);
    var root = directory.toRealPath();
    for (var link : links.entrySet()) {
      var loader = from.open(link.getValue(), Constants.OBJ_BLOB);
      if (loader.getSize() > LONGEST_LINK) {
        throw troubles.hostile(shown(link.getKey()), "is a symbolic link of no sense");
      }
      var target = new String(loader.getBytes(), StandardCharsets.UTF_8);
      var file = directory.resolve(link.getKey());
      PrivateFiles.above(file);
      try {
        if (!parent(file).toRealPath().startsWith(root) || Path.of(target).isAbsolute()) {
          throw troubles.hostile(shown(link.getKey()), "is a symbolic link that leads out of it");
        }
        Files.createSymbolicLink(file, Path.of(target));
      } catch (InvalidPathException | FileAlreadyExistsException e) {
        throw troubles.hostile(shown(link.getKey()), "is a symbolic link of no sense");
      }
    }
    for (var link : links.keySet()) {
      require(directory.resolve(link), link, root);
    }
  }

  // one may lead through another, so that only the whole tells
  private void require(Path link, String name, Path root) throws IOException, ProgramFailure {
    try {
      if (!link.toRealPath().startsWith(root)) {
        throw new Troubles(source, bounds)
            .hostile(shown(name), "is a symbolic link that leads out of it");
      }
    } catch (NoSuchFileException | FileSystemLoopException e) {
      throw new Troubles(source, bounds).hostile(shown(name), "is a symbolic link to nothing");
    } catch (java.nio.file.FileSystemException e) {
      throw new Troubles(source, bounds).hostile(shown(name), "is a symbolic link in a circle");
    }
  }

  private static Path parent(Path file) {
    return java.util.Objects.requireNonNull(file.getParent());
  }
}
