package io.sutler.app;

import io.sutler.access.Policy;
import io.sutler.access.SessionLimits;
import java.net.URI;
import java.util.List;

/**
 * Who is let in through Michman's API, beside those with a token.
 *
 * @param adminGroup whose members are administrators; empty for none
 * @param ownProjects whether everybody may make projects
 */
record Entrance(
    By by, Policy policy, String adminGroup, SessionLimits sessions, boolean ownProjects) {

  /** How people show who they are. */
  sealed interface By {
    /** Tokens of this Sutler alone. */
    record Token() implements By {}

    /** Whoever reaches its own port is administrator. */
    record Nothing() implements By {}

    /** Tokens of a Keystone. */
    record Keystone(URI address) implements By {}

    /**
     * An authorization code.
     *
     * @param hydra whether the address is Hydra's public side; else it is an issuer
     */
    record OAuth2(URI address, boolean hydra, OAuth2Client client) implements By {}
  }

  /**
   * What this Sutler is to its provider.
   *
   * @param vault path in Vault of {@code client_id}, {@code client_secret} and {@code
   *     redirect_uri}; empty where they are given
   */
  record OAuth2Client(String id, String secret, URI redirect, List<String> scopes, String vault) {
    @Override
    public String toString() {
      return id;
    }
  }
}
