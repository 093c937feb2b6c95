package io.sutler.driver.checkout;

import java.util.Objects;
import org.eclipse.jgit.transport.CredentialItem;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.URIish;

/** Gives the token to the host that it is for: a redirect to another one gets nothing. */
final class GiveToken extends CredentialsProvider {
  private final Source source;

  GiveToken(Source source) {
    this.source = source;
  }

  @Override
  public boolean isInteractive() {
    return false;
  }

  @Override
  public boolean supports(CredentialItem... items) {
    for (var item : items) {
      if (!(item instanceof CredentialItem.Username || item instanceof CredentialItem.Password)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean get(URIish asking, CredentialItem... items) {
    var own = source.place();
    boolean same =
        Objects.equals(asking.getScheme(), own.getScheme())
            && Objects.equals(asking.getHost(), own.getHost())
            && asking.getPort() == own.getPort();
    if (!same || source.login().token().isEmpty() || !supports(items)) {
      return false;
    }
    for (var item : items) {
      switch (item) {
        case CredentialItem.Username user -> user.setValue(source.login().userOrGit());
        case CredentialItem.Password password ->
            password.setValue(source.login().token().toCharArray());
        case CredentialItem _ -> {
          return false;
        }
      }
    }
    return true;
  }
}
