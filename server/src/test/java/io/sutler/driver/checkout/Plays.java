package io.sutler.driver.checkout;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.TagBuilder;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/** A repository whose trees may be as bad as bytes allow. */
final class Plays implements AutoCloseable {
  private static final PersonIdent NOBODY =
      new PersonIdent("nobody", "nobody@example.org", Instant.EPOCH, ZoneOffset.UTC);
  final Repository repository;
  private final TreeFormatter tree = new TreeFormatter();

  Plays(Path directory) throws IOException {
    NoSettings.use();
    repository = new FileRepositoryBuilder().setGitDir(directory.toFile()).setBare().build();
    repository.create(true);
  }

  ObjectId blob(String text) throws IOException {
    try (var inserter = repository.newObjectInserter()) {
      var id = inserter.insert(Constants.OBJ_BLOB, text.getBytes(StandardCharsets.UTF_8));
      inserter.flush();
      return id;
    }
  }

  Plays file(String name, String text) throws IOException {
    tree.append(name, FileMode.REGULAR_FILE, blob(text));
    return this;
  }

  Plays program(String name, String text) throws IOException {
    tree.append(name, FileMode.EXECUTABLE_FILE, blob(text));
    return this;
  }

  Plays link(String name, String target) throws IOException {
    tree.append(name, FileMode.SYMLINK, blob(target));
    return this;
  }

  Plays submodule(String name) {
    tree.append(name, FileMode.GITLINK, ObjectId.fromString("1".repeat(40)));
    return this;
  }

  /** A folder with one file in it. */
  Plays folder(String name, String file, String text) throws IOException {
    var inner = new TreeFormatter();
    inner.append(file, FileMode.REGULAR_FILE, blob(text));
    tree.append(name, FileMode.TREE, insert(inner));
    return this;
  }

  private ObjectId insert(TreeFormatter form) throws IOException {
    try (var inserter = repository.newObjectInserter()) {
      var id = inserter.insert(form);
      inserter.flush();
      return id;
    }
  }

  /** All so far as the next commit of branch main. */
  String commit() throws IOException {
    var parent = Optional.ofNullable(repository.resolve("refs/heads/main"));
    var commit = new CommitBuilder();
    commit.setTreeId(insert(tree));
    parent.ifPresent(commit::setParentId);
    commit.setAuthor(NOBODY);
    commit.setCommitter(NOBODY);
    commit.setMessage("plays");
    try (var inserter = repository.newObjectInserter()) {
      var id = inserter.insert(commit);
      inserter.flush();
      point("refs/heads/main", id);
      return id.name();
    }
  }

  /** An annotated tag. */
  void tag(String name, String commit) throws IOException {
    var tag = new TagBuilder();
    tag.setTag(name);
    tag.setObjectId(ObjectId.fromString(commit), Constants.OBJ_COMMIT);
    tag.setTagger(NOBODY);
    tag.setMessage("a release");
    try (var inserter = repository.newObjectInserter()) {
      var id = inserter.insert(tag);
      inserter.flush();
      point("refs/tags/" + name, id);
    }
  }

  private void point(String ref, ObjectId to) throws IOException {
    var update = repository.updateRef(ref);
    update.setNewObjectId(to);
    var unused = update.forceUpdate();
  }

  @Override
  public void close() {
    repository.close();
  }
}
