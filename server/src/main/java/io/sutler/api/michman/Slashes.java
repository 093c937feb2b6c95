package io.sutler.api.michman;

import io.sutler.api.Answer;
import io.sutler.api.Ask;
import io.sutler.api.Route;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Sends on whoever wrote a slash too many, or one too few, as the original's router does. */
final class Slashes {
  private static final int MOVED = 301;
  private static final int MOVED_WITH_ITS_METHOD = 308;

  private Slashes() {}

  static List<Route> with(List<Route> routes) {
    Map<String, Route> further = new LinkedHashMap<>();
    for (var route : routes) {
      var path = route.path();
      var other = path.endsWith("/") ? path.substring(0, path.length() - 1) : path + "/";
      further.put(route.method() + other, new Route(route.method(), other, true, Slashes::sendOn));
    }
    routes.forEach(route -> further.remove(route.method() + route.path()));
    return Stream.concat(routes.stream(), further.values().stream()).toList();
  }

  private static Answer sendOn(Ask ask) {
    var path = ask.wholePath();
    var other = path.endsWith("/") ? path.substring(0, path.length() - 1) : path + "/";
    // two slashes at the start would be another host
    var target = "/" + other.replaceFirst("^/+", "");
    return new Answer.Raw(
        ask.method().equals("GET") ? MOVED : MOVED_WITH_ITS_METHOD,
        "text/plain",
        new byte[0],
        Map.of("Location", encoded(target) + query(ask)));
  }

  private static String encoded(String path) {
    try {
      return new java.net.URI(null, null, path, null).getRawPath();
    } catch (java.net.URISyntaxException e) {
      return "/";
    }
  }

  private static String query(Ask ask) {
    return ask.queryText().isEmpty() ? "" : "?" + ask.queryText();
  }
}
