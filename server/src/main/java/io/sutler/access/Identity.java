package io.sutler.access;

import io.sutler.domain.Refusal;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Who somebody is, by the word of a provider that the operator trusts.
 *
 * @param provider which kind vouches: keystone, oauth2
 * @param subject as the provider names the user, for ever the same
 * @param groups as the provider names them; may be empty
 */
public record Identity(String provider, String subject, Set<String> groups) {
  private static final int MOST_GROUPS = 1000;
  private static final Pattern SUBJECT = Pattern.compile("[\\x21-\\x7e]{1,255}");
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9@_-][A-Za-z0-9@._-]{0,99}");
  private static final Pattern GROUP = Pattern.compile("[^\\p{Cntrl},]{1,200}");

  /**
   * What a provider said, taken with care.
   *
   * @param groups blank ones and their surroundings' blanks do not count
   * @throws Refusal UNAUTHENTICATED when it cannot be a name of anybody
   */
  public static Identity of(String provider, String subject, Collection<String> groups) {
    if (!SUBJECT.matcher(subject).matches()) {
      throw refused(
          "the provider names the user in a way that cannot be kept: use printable ASCII");
    }
    var named = new TreeSet<String>();
    groups.stream().map(String::strip).filter(g -> !g.isEmpty()).forEach(named::add);
    if (named.size() > MOST_GROUPS || !named.stream().allMatch(g -> GROUP.matcher(g).matches())) {
      throw refused(
          "the provider names groups that cannot be kept: at most %d of 200 characters"
              .formatted(MOST_GROUPS));
    }
    return new Identity(provider, subject, Set.copyOf(named));
  }

  /** The user's name here. With its dot it is never that of a user who was made here. */
  public String userName() {
    return provider
        + "."
        + (PLAIN.matcher(subject).matches() ? subject : "sha256." + Tokens.hash(subject));
  }

  static Refusal refused(String sentence) {
    return new Refusal(Refusal.Kind.UNAUTHENTICATED, "not-proven", sentence);
  }
}
