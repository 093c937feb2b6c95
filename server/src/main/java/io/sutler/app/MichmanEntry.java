package io.sutler.app;

import io.sutler.access.Caller;
import io.sutler.access.KeepSessions;
import io.sutler.access.NoProof;
import io.sutler.access.Provider;
import io.sutler.access.SignIn;
import io.sutler.access.keystone.AskKeystone;
import io.sutler.access.oidc.AskProvider;
import io.sutler.access.oidc.Client;
import io.sutler.api.Ask;
import io.sutler.api.michman.Callers;
import io.sutler.api.michman.Cookie;
import io.sutler.api.michman.Entry;
import io.sutler.domain.Refusal;
import io.sutler.secret.CannotOpen;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who is let in through Michman's API: with a token, a session, or for nothing. */
final class MichmanEntry {
  private static final String FACE = "michman";
  private static final String EVERYBODY = "admin";
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
  private final Entrance entrance;
  private final Rooms rooms;
  private final InstantSource clock;

  MichmanEntry(Settings settings, Rooms rooms, InstantSource clock) {
    this.entrance = settings.michman().entrance();
    this.rooms = rooms;
    this.clock = clock;
  }

  /** On the native API's port nobody is let in for nothing. */
  Entry beside() {
    return entry(
        switch (entrance.by()) {
          case Entrance.By.Token _, Entrance.By.Nothing _ -> Optional.empty();
          case Entrance.By.Keystone k -> Optional.of(keystone(k));
          case Entrance.By.OAuth2 o -> Optional.of(oauth2(o));
        },
        false);
  }

  /** On a port of its own. */
  Entry own() {
    return switch (entrance.by()) {
      case Entrance.By.Nothing _ -> entry(Optional.of(new NoProof(entrance.adminGroup())), true);
      case Entrance.By.Token _, Entrance.By.Keystone _, Entrance.By.OAuth2 _ -> beside();
    };
  }

  private static Provider keystone(Entrance.By.Keystone by) {
    return new AskKeystone(by.address());
  }

  private Provider oauth2(Entrance.By.OAuth2 by) {
    var c = by.client();
    var client =
        c.vault().isEmpty()
            ? new Client(c.id(), c.secret(), c.redirect(), c.scopes())
            : ofVault(c.vault(), c.scopes());
    return by.hydra()
        ? AskProvider.hydra(by.address(), client)
        : AskProvider.issuer(by.address(), client);
  }

  /** The names are those of Michman's hydra_key. */
  private Client ofVault(String path, List<String> scopes) {
    try {
      var fields = rooms.vault().orElseThrow().read(path);
      var names = List.of("client_id", "client_secret", "redirect_uri");
      if (!fields.keySet().containsAll(names)) {
        throw new CannotStart(
            1, "%s in Vault needs the fields %s".formatted(path, String.join(", ", names)));
      }
      return new Client(
          fields.getOrDefault("client_id", ""),
          fields.getOrDefault("client_secret", ""),
          URI.create(fields.getOrDefault("redirect_uri", "")),
          scopes);
    } catch (CannotOpen | IllegalArgumentException e) {
      throw new CannotStart(1, "oauth2-vault: " + e.getMessage());
    }
  }

  private Entry entry(Optional<Provider> provider, boolean open) {
    var signIn =
        provider.map(p -> {
          var sessions =
              new KeepSessions(rooms.store(), entrance.sessions(), entrance.adminGroup(), clock);
          return new SignIn(p, sessions, clock);
        });
    return new Entry(callers(signIn, open), entrance.policy(), signIn);
  }

  private Callers callers(Optional<SignIn> signIn, boolean open) {
    return new Callers() {
      @Override
      public Caller of(Ask ask) {
        if (!ask.token().isEmpty()) {
          return rooms.authenticate().byToken(ask.token(), FACE);
        }
        return open
            ? rooms.authenticate().trusted(EVERYBODY, everybodysGroup(), FACE)
            : signIn.flatMap(s -> bySession(ask, s)).orElseThrow(() -> signInFirst(signIn));
      }

      @Override
      public String owner(Ask ask, Caller caller) {
        if (ask.token().isEmpty() && open) {
          return "unauthorized";
        }
        // as the provider names him, and Michman's clients know him
        return ask.token().isEmpty()
            ? caller.name().substring(caller.name().indexOf('.') + 1)
            : caller.name();
      }
    };
  }

  private Set<String> everybodysGroup() {
    return entrance.adminGroup().isEmpty() ? Set.of() : Set.of(entrance.adminGroup());
  }

  private static Refusal signInFirst(Optional<SignIn> signIn) {
    return new Refusal(
        Refusal.Kind.UNAUTHENTICATED,
        "unauthenticated",
        signIn.isPresent()
            ? "sign in first: GET /auth, or send Authorization: Bearer with a token"
            : "sign in first: send Authorization: Bearer with a token");
  }

  private static Optional<Caller> bySession(Ask ask, SignIn signIn) {
    var caller = Cookie.session(ask).flatMap(text -> signIn.sessions().caller(text, FACE));
    boolean elsewhere = ask.header("Sec-Fetch-Site").filter("cross-site"::equals).isPresent();
    if (caller.isPresent() && elsewhere && !READING.contains(ask.method())) {
      throw new Refusal(
          Refusal.Kind.FORBIDDEN,
          "cross-site",
          "another site's page asks for this: open Sutler itself and try again");
    }
    return caller;
  }
}
