package io.sutler.api.michman;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.sutler.access.Provider;
import io.sutler.access.SignIn;
import io.sutler.api.Answer;
import io.sutler.api.Ask;
import io.sutler.api.Route;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** {@code /auth}: signs in, and out with DELETE. */
record AuthRoutes(Face face, Optional<SignIn> signIn) {
  private static final String PATH = "/auth";
  private static final String FACE = "michman";

  /** What Michman answers. */
  record Said(
      @JsonProperty("message") String message,
      @JsonProperty("groups") String groups,
      @JsonProperty("user_id") String userId) {}

  List<Route> routes() {
    return signIn
        .map(s ->
            List.of(
                face.open("GET", PATH, ask -> signIn(ask, s)),
                face.open("DELETE", PATH, ask -> signOut(ask, s))))
        .orElse(List.of());
  }

  private static Answer signIn(Ask ask, SignIn signIn) throws InterruptedException {
    var evidence =
        new Provider.Evidence(
            ask.header("X-Auth-Token"),
            ask.header("X-Subject-Token"),
            ask.query("code"),
            ask.query("state"),
            ask.query("error"),
            Cookie.kept(ask));
    if (evidence.code().isEmpty() && evidence.error().isEmpty() && ask.wants("text/html")) {
      var start = signIn.start();
      if (start.isPresent()) {
        Cookie.session(ask).ifPresent(signIn.sessions()::end);
        var headers = new HashMap<>(Cookie.begun(ask, start.get().keep()));
        headers.put("Location", start.get().address().toString());
        return new Answer.Raw(302, "text/plain", new byte[0], Map.copyOf(headers));
      }
    }
    var done = signIn.signIn(evidence, Cookie.session(ask), ask.address(), FACE);
    var groups = String.join(",", new TreeSet<>(done.identity().groups()));
    var said =
        groups.isEmpty()
            ? new Said(
                "Authentication success! You aren't member of any group, have readonly rights",
                "none",
                done.identity().subject())
            : new Said(
                "Authentication success! You are a member of some groups",
                groups,
                done.identity().subject());
    return GoJson.with(
        Envelope.ok(ask, said), Cookie.signedIn(ask, done.session(), done.lifetime()));
  }

  private static Answer signOut(Ask ask, SignIn signIn) {
    Cookie.session(ask).ifPresent(signIn.sessions()::end);
    return new Answer.Raw(204, "text/plain", new byte[0], Cookie.gone(ask));
  }
}
