package io.sutler.cloud.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import io.sutler.cloud.CloudTrouble;
import io.sutler.cloud.openstack.Credentials.Application;
import io.sutler.cloud.openstack.Credentials.Password;
import io.sutler.domain.Blame;
import io.sutler.json.Json;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One region's cloud, signed in to: a token is had once and anew before it expires, or when a
 * service refuses it. Thread-safe.
 */
final class Session {
  private static final Duration EARLY = Duration.ofMinutes(1);
  private static final int PAGES = 10_000;
  private final Credentials credentials;
  private final Settings settings;
  private final String region;
  private final Wire wire;
  private final InstantSource clock;
  private final ReentrantLock signing = new ReentrantLock();
  private final Map<String, String> names = new ConcurrentHashMap<>();
  private volatile @Nullable Token token;

  Session(Credentials credentials, Settings settings, String region, InstantSource clock) {
    this.credentials = credentials;
    this.settings = settings;
    this.region = region;
    this.clock = clock;
    this.wire = new Wire(credentials.environment(), settings.authority(), settings.patience());
  }

  Credentials credentials() {
    return credentials;
  }

  Settings settings() {
    return settings;
  }

  Refusals refusals() {
    return new Refusals(region);
  }

  /** Ids by what people call things, as long as they were right. */
  Map<String, String> names() {
    return names;
  }

  /**
   * A good answer.
   *
   * @throws CloudTrouble for any other
   */
  JsonNode ask(Service service, String method, String path, Object body)
      throws CloudTrouble, InterruptedException {
    var answer = call(service, method, path, body);
    if (!answer.isGood()) {
      throw refusals().of(service.title(), answer);
    }
    return answer.body();
  }

  JsonNode get(Service service, String path) throws CloudTrouble, InterruptedException {
    return ask(service, "GET", path, "");
  }

  /** Like {@link #get}; empty when what it is about is not there. */
  Optional<JsonNode> find(Service service, String path) throws CloudTrouble, InterruptedException {
    var answer = call(service, "GET", path, "");
    if (answer.isGone()) {
      return Optional.empty();
    }
    if (!answer.isGood()) {
      throw refusals().of(service.title(), answer);
    }
    return Optional.of(answer.body());
  }

  /** All of a list, page after page; what stands on two of them is given once. */
  List<JsonNode> list(Service service, String path, String key)
      throws CloudTrouble, InterruptedException {
    var all = new ArrayList<JsonNode>();
    var seen = new HashSet<String>();
    var next = path + (path.contains("?") ? "&" : "?") + "limit=" + settings.page();
    var page = next;
    for (int i = 0; i < PAGES; i++) {
      var body = get(service, page);
      for (var item : body.path(key)) {
        if (seen.add(item.path("id").asText(item.toString()))) {
          all.add(item);
        }
      }
      var marker = Pages.marker(body, key);
      if (marker.isEmpty() || body.path(key).isEmpty()) {
        return all;
      }
      page = next + "&marker=" + marker.get();
    }
    throw new CloudTrouble(
        Blame.PROVIDER, "endless-list", service.title() + " gives a list that does not end");
  }

  /**
   * Any answer.
   *
   * @param body plain data, or an empty text for none
   * @throws CloudTrouble when there was none
   */
  Answer call(Service service, String method, String path, Object body)
      throws CloudTrouble, InterruptedException {
    var used = token();
    var answer = send(service, method, path, body, used);
    if (answer.status() == 401) {
      forget(used);
      answer = send(service, method, path, body, token());
    }
    return answer;
  }

  private Answer send(Service service, String method, String path, Object body, Token with)
      throws CloudTrouble, InterruptedException {
    var endpoint =
        with.endpoint(service, credentials, region)
            .orElseThrow(() ->
                new CloudTrouble(
                    Blame.USER,
                    "no-such-service",
                    "the cloud of region %s has no %s service"
                        .formatted(region, service.types().getFirst())));
    var headers = new HashMap<String, String>();
    headers.put("X-Auth-Token", with.text());
    if (service == Service.COMPUTE && path.startsWith("/os-server-groups")) {
      headers.put("X-OpenStack-Nova-API-Version", "2.15"); // knows the soft policies
    }
    if (service == Service.VOLUME && path.endsWith("/action")) {
      headers.put("OpenStack-API-Version", "volume 3.42"); // makes attached volumes larger
    }
    try {
      var text = body.equals("") ? Optional.<String>empty() : Optional.of(Json.write(body));
      return wire.send(method, endpoint + path, text, headers).answer();
    } catch (IOException e) {
      throw refusals().silent(service.title(), endpoint, Silence.of(e));
    }
  }

  /** Whether there is such a service at all. */
  boolean has(Service service) throws CloudTrouble, InterruptedException {
    return token().endpoint(service, credentials, region).isPresent();
  }

  Token token() throws CloudTrouble, InterruptedException {
    var now = token;
    if (now != null && clock.instant().plus(EARLY).isBefore(now.expires())) {
      return now;
    }
    signing.lockInterruptibly();
    try {
      var meanwhile = token;
      if (meanwhile != null && meanwhile != now) {
        return meanwhile;
      }
      var fresh = signIn();
      token = fresh;
      return fresh;
    } finally {
      signing.unlock();
    }
  }

  private void forget(Token refused) {
    if (token == refused) {
      token = null;
    }
  }

  private Token signIn() throws CloudTrouble, InterruptedException {
    var url = credentials.authUrl() + "/auth/tokens";
    try {
      var reply = wire.send("POST", url, Optional.of(Json.write(request())), Map.of());
      var answer = reply.answer();
      // of an application credential that was deleted, Keystone says 404
      boolean unknown = answer.isGone() && credentials.identity() instanceof Application;
      if (answer.status() == 401 || unknown) {
        throw refusals().refused(credentials.identity() + ": " + answer.said());
      }
      if (answer.isGone()) {
        throw new CloudTrouble(
            Blame.USER,
            "no-identity",
            "there is no identity API v3 at %s: correct auth_url of region %s"
                .formatted(credentials.authUrl(), region));
      }
      if (!answer.isGood() || reply.token().isEmpty()) {
        throw refusals().of("Keystone", answer);
      }
      return new Token(reply.token().get(), expires(answer.body()), answer.body().path("token"));
    } catch (IOException e) {
      throw refusals().silent("Keystone", credentials.authUrl(), Silence.of(e));
    }
  }

  private Instant expires(JsonNode body) {
    try {
      return OffsetDateTime.parse(body.at("/token/expires_at").asText()).toInstant();
    } catch (DateTimeException e) {
      return clock.instant().plus(EARLY.multipliedBy(5));
    }
  }

  private Map<String, Object> request() {
    return switch (credentials.identity()) {
      case Password(var user, var password, var project) -> {
        var who = new HashMap<>(user.json());
        who.put("password", password);
        yield Map.of(
            "auth",
            Map.of(
                "identity",
                Map.of("methods", List.of("password"), "password", Map.of("user", who)),
                "scope",
                Map.of("project", project.json())));
      }
      case Application(var id, var name, var user, var secret) -> {
        var which = new HashMap<String, Object>();
        which.put("secret", secret);
        id.ifPresentOrElse(i -> which.put("id", i), () -> which.put("name", name));
        user.ifPresent(u -> which.put("user", u.json()));
        yield Map.of(
            "auth",
            Map.of(
                "identity",
                Map.of(
                    "methods",
                    List.of("application_credential"),
                    "application_credential",
                    which)));
      }
    };
  }
}
