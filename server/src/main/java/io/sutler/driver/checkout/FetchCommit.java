package io.sutler.driver.checkout;

import io.sutler.driver.local.ProgramFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.SshTransport;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;

/**
 * Brings a commit into a bare repository of its own: alone where the server gives it so, else with
 * all branches and tags.
 *
 * @param knownHosts where SSH servers' first keys are remembered
 */
record FetchCommit(Source source, Bounds bounds, Path knownHosts, InstantSource clock) {
  private static final int SILENT_SECONDS = 20;
  private static final String WANTED = "refs/sutler/wanted";

  /** The commit that a tag's name stands for now. */
  String resolve(Repository into) throws InterruptedException, ProgramFailure {
    var troubles = new Troubles(source, bounds);
    try (var transport = open(into, allowance());
        var connection = transport.openFetch()) {
      var tag = Optional.ofNullable(connection.getRef(Constants.R_TAGS + source.at()));
      if (tag.isPresent()) {
        return peeled(tag.get()).name();
      }
      throw connection.getRef(Constants.R_HEADS + source.at()) != null
          ? troubles.branch()
          : troubles.unknown();
    } catch (IOException | RuntimeException | java.net.URISyntaxException e) {
      throw troubles.of(e);
    }
  }

  private static ObjectId peeled(Ref tag) {
    return Optional.ofNullable(tag.getPeeledObjectId()).orElseGet(tag::getObjectId);
  }

  /** Brings it. */
  void fetch(Repository into) throws InterruptedException, ProgramFailure {
    var troubles = new Troubles(source, bounds);
    var wanted = ObjectId.fromString(source.at());
    var allowance = allowance();
    try {
      if (!alone(into, allowance)) {
        fetch(
            into,
            allowance,
            List.of(
                new RefSpec("+refs/heads/*:refs/remotes/it/*"),
                new RefSpec("+refs/tags/*:refs/tags/*")),
            Integer.MAX_VALUE);
      }
      try (var walk = new RevWalk(into)) {
        var unused = walk.parseCommit(wanted);
      } catch (MissingObjectException e) {
        throw troubles.unknown();
      }
    } catch (IOException | RuntimeException e) {
      throw troubles.of(e);
    }
  }

  /** False when the server does not give single commits, or has not got it. */
  private boolean alone(Repository into, Allowance allowance) throws IOException {
    try {
      fetch(into, allowance, List.of(new RefSpec(source.at() + ":" + WANTED)), 1);
      return true;
    } catch (org.eclipse.jgit.errors.TransportException e) {
      if (isOfTheServer(e)) {
        return false;
      }
      throw e;
    }
  }

  /** What the server said has no cause on this side but git's own. */
  private static boolean isOfTheServer(Throwable e) {
    return e.getClass().getPackageName().startsWith("org.eclipse.jgit")
        && (e.getCause() == null || isOfTheServer(e.getCause()));
  }

  private void fetch(Repository into, Allowance allowance, List<RefSpec> what, int depth)
      throws IOException {
    try (var transport = open(into, allowance)) {
      transport.setTagOpt(TagOpt.NO_TAGS);
      if (depth < Integer.MAX_VALUE) {
        // JGit calls every shallow fetch incomplete when it checks; what is written is checked anew
        transport.setDepth(depth);
      } else {
        transport.setCheckFetchedObjects(true);
      }
      var unused = transport.fetch(NullProgressMonitor.INSTANCE, what);
    } catch (java.net.URISyntaxException e) {
      throw new IOException(e);
    }
  }

  private Allowance allowance() {
    return new Allowance(clock, clock.instant().plus(bounds.time()), bounds.received());
  }

  private Transport open(Repository into, Allowance allowance)
      throws IOException, java.net.URISyntaxException {
    var transport = Transport.open(into, source.place());
    transport.setTimeout((int) Math.max(1, Math.min(SILENT_SECONDS, bounds.time().toSeconds())));
    transport.setCredentialsProvider(new GiveToken(source));
    switch (transport) {
      case TransportHttp http ->
          http.setHttpConnectionFactory(new OverHttp(allowance, source.proxies()));
      case SshTransport ssh ->
          ssh.setSshSessionFactory(new OverSsh(source.login(), knownHosts, allowance));
      case Transport _ -> {}
    }
    return transport;
  }

  /** An empty one. */
  static Repository bare(Path directory) throws IOException {
    var repository = new FileRepositoryBuilder().setGitDir(directory.toFile()).setBare().build();
    repository.create(true);
    return repository;
  }
}
