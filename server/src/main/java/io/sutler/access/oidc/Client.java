package io.sutler.access.oidc;

import java.net.URI;
import java.util.List;

/**
 * What Sutler is to its provider.
 *
 * @param redirect where the provider sends browsers back to: {@code https://.../auth}
 * @param scopes that are asked for
 */
public record Client(String id, String secret, URI redirect, List<String> scopes) {
  @Override
  public String toString() {
    return id;
  }
}
