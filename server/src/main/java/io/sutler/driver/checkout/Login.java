package io.sutler.driver.checkout;

/**
 * How to get at a repository; empty texts mean none.
 *
 * @param user with the token or the key; {@code git} unless said
 * @param token sent as the password over HTTP, to the repository's own host alone
 * @param key a private key in OpenSSH's form
 * @param hostKey the one line that an SSH server must show; else the first one seen is remembered
 */
public record Login(String user, String token, String key, String hostKey) {
  public static final Login NONE = new Login("", "", "", "");

  String userOrGit() {
    return user.isEmpty() ? "git" : user;
  }

  @Override
  public String toString() {
    return "login of " + userOrGit();
  }
}
