package io.sutler.driver.checkout;

import io.sutler.domain.Blame;
import io.sutler.driver.local.ProgramFailure;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedByInterruptException;
import java.util.Optional;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;

/** Whose turn it is when a repository cannot be had. */
record Troubles(Source source, Bounds bounds) {
  private static final int LONGEST = 300;

  /**
   * @throws InterruptedException when it was a cancel
   */
  ProgramFailure of(Exception e) throws InterruptedException {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      switch (cause) {
        case InterruptedException _, ClosedByInterruptException _ -> throw cancelled(e);
        case Allowance.Spent spent -> {
          return spent.inTime() ? tooBig("more than " + megabytes(bounds.received())) : tooSlow();
        }
        case CorruptObjectException _ -> {
          return hostile("an object of it", "is unsound: " + cause.getMessage());
        }
        case OtherKey _ -> {
          return otherHostKey();
        }
        case NotLetIn _ -> {
          return refused(String.valueOf(cause.getMessage()));
        }
        case Throwable _ -> {}
      }
    }
    if (Thread.interrupted()) {
      throw cancelled(e);
    }
    return said(e);
  }

  private static InterruptedException cancelled(Exception e) {
    Thread.interrupted();
    var cancel = new InterruptedException("cancelled");
    cancel.initCause(e);
    return cancel;
  }

  private ProgramFailure said(Exception e) {
    var text = brief(e);
    if (text.contains("not authorized")
        || text.contains("uthentication is required")
        || text.contains("not permitted")) {
      return refused("it asks for a login");
    }
    if (e instanceof NoRemoteRepositoryException || text.contains("not found")) {
      return user(
          "no-repository",
          "there is no git repository at "
              + source.url()
              + ", or it shows itself only to those with a login: mend the 'url', or give 'token'"
              + " or 'key'");
    }
    return provider("git-unreachable", source.url() + " cannot be fetched: " + text);
  }

  private static String brief(Throwable e) {
    Throwable last = e;
    while (last.getCause() != null && !(last instanceof UnknownHostException)) {
      last = last.getCause();
    }
    var why =
        switch (last) {
          case UnknownHostException _ -> "its host's name is not known";
          case SocketTimeoutException _, InterruptedIOException _ -> "no answer in time";
          case Throwable t -> Optional.ofNullable(t.getMessage()).orElse(t.getClass().getName());
        };
    var whole = e instanceof IOException || last == e ? why : e.getMessage() + ": " + why;
    var line = whole.replaceAll("\\s+", " ").strip();
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
  }

  private ProgramFailure refused(String why) {
    return provider(
        "git-login-refused",
        "the git repository "
            + source.url()
            + " does not let us in: "
            + why
            + "; give a 'token' (https) or 'key' (ssh) that may read it; it is tried again");
  }

  ProgramFailure tooBig(String what) {
    return user(
        "git-too-big",
        "the git repository "
            + source.url()
            + " has "
            + what
            + ": keep playbooks in a repository of their own");
  }

  private ProgramFailure tooSlow() {
    return provider(
        "git-slow",
        source.url()
            + " did not come within "
            + bounds.time().toSeconds()
            + " s; it is tried again");
  }

  ProgramFailure unknown() {
    return user(
        "unknown-commit",
        "the git repository "
            + source.url()
            + " has no "
            + (source.isCommit() ? "commit " : "tag ")
            + source.at()
            + ": was it pushed?");
  }

  ProgramFailure branch() {
    return user(
        "git-branch",
        "'"
            + source.at()
            + "' is a branch of "
            + source.url()
            + ", and a branch moves: name a commit by its 40 digits, or a tag");
  }

  ProgramFailure hostile(String path, String why) {
    return user(
        "git-leads-out",
        "the git repository "
            + source.url()
            + " is not checked out at "
            + source.at()
            + ": "
            + path
            + " "
            + why);
  }

  private ProgramFailure otherHostKey() {
    return provider(
        "host-key-changed",
        "the host of "
            + source.url()
            + " shows another host key than before: somebody may stand between, or it was set up"
            + " anew; if so, give its new one as 'host_key'");
  }

  static String megabytes(long bytes) {
    return (bytes >> 20) + " MB";
  }

  private static ProgramFailure user(String code, String message) {
    return new ProgramFailure(Blame.USER, code, message);
  }

  private static ProgramFailure provider(String code, String message) {
    return new ProgramFailure(Blame.PROVIDER, code, message);
  }

  /** A login that was not taken. */
  static final class NotLetIn extends IOException {
    NotLetIn(String message) {
      super(message);
    }
  }

  /** Another host key than the one that is known. */
  static final class OtherKey extends IOException {
    OtherKey() {
      super("another host key");
    }
  }
}
