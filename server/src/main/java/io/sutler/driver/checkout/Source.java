package io.sutler.driver.checkout;

import io.sutler.domain.Blame;
import io.sutler.driver.local.ProgramFailure;
import io.sutler.proxy.Proxies;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jgit.transport.URIish;

/**
 * A repository and what is wanted of it.
 *
 * @param at a commit's 40 digits, or the name of a tag
 * @param proxies how to get there over HTTP
 */
public record Source(URIish place, String at, Login login, Proxies proxies) {
  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/+-]{0,199}");
  private static final int LONGEST = 2000;

  /**
   * @throws ProgramFailure when it cannot be meant
   */
  public static Source of(String url, String at, Login login) throws ProgramFailure {
    if (!COMMIT.matcher(at).matches() && (!NAME.matcher(at).matches() || at.contains(".."))) {
      throw wrong(
          "'commit' is neither the 40 hexadecimal digits of a commit nor the name of a tag");
    }
    return new Source(place(url), at, login, new Proxies(Map.of()));
  }

  /** The same, by the proxies that an environment names. */
  public Source through(Map<String, String> environment) {
    return new Source(place, at, login, new Proxies(environment));
  }

  private static URIish place(String url) throws ProgramFailure {
    URIish place;
    try {
      if (url.length() > LONGEST || url.chars().anyMatch(c -> c <= ' ' || c == 0x7f)) {
        throw wrong("the git 'url' is too long, or has blanks in it");
      }
      place = new URIish(url);
    } catch (URISyntaxException e) {
      throw wrong("the git 'url' cannot be read: write it as https://, http://, ssh:// or file://");
    }
    boolean local = scheme(place).equals("file");
    boolean remote =
        switch (scheme(place)) {
          case "https", "http", "ssh" -> Optional.ofNullable(place.getHost()).isPresent();
          default -> false;
        };
    if (!local && !remote) {
      throw wrong("the git 'url' is not one of https://, http://, ssh:// and file://");
    }
    boolean dashes =
        Optional.ofNullable(place.getHost()).orElse("").startsWith("-")
            || Optional.ofNullable(place.getUser()).orElse("").startsWith("-");
    if (place.getPass() != null || dashes) {
      throw wrong("a password has no place in a git 'url': give it as 'token', from a secret");
    }
    return place;
  }

  private static String scheme(URIish place) {
    return Optional.ofNullable(place.getScheme()).orElse("").toLowerCase(Locale.ROOT);
  }

  private static ProgramFailure wrong(String message) {
    return new ProgramFailure(Blame.USER, "bad-git", message);
  }

  /** Whether it lies on this machine's own disk. */
  boolean isHere() {
    return scheme(place).equals("file");
  }

  /** Whether what is wanted can never mean something else. */
  public boolean isCommit() {
    return COMMIT.matcher(at).matches();
  }

  /** The same repository at a commit. */
  public Source at(String commit) {
    return new Source(place, commit, login, proxies);
  }

  /** For people. */
  String url() {
    return place.toString();
  }
}
