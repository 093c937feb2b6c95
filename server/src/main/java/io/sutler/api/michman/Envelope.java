package io.sutler.api.michman;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.sutler.api.Answer;
import io.sutler.api.Ask;
import java.util.Collection;
import java.util.Optional;

/** The shape of every answer but files' and templates'. */
record Envelope(
    @JsonProperty("Type") int type,
    @JsonProperty("Status") int status,
    @JsonProperty("Title") String title,
    @JsonProperty("Detail") Detail detail) {
  private static final String NO_DATA = "No data";
  private static final String PREFIX = "/michman";
  private static final int OK_TYPE = 1;
  private static final int CREATED_TYPE = 2;

  record Detail(@JsonProperty("Message") String message, @JsonProperty("Data") Object data) {}

  /** Of an empty list the original says that there is no data. */
  static Answer ok(Ask ask, Object data) {
    var shown =
        data instanceof Collection<?> all && all.isEmpty() ? Optional.empty() : Optional.of(data);
    return GoJson.answer(200, of(OK_TYPE, 200, "Request successful", ask, shown));
  }

  static Answer created(Ask ask, Object data) {
    return GoJson.answer(201, of(CREATED_TYPE, 201, "Request successful", ask, Optional.of(data)));
  }

  static Answer fault(Fault.Class of, String message) {
    var detail = new Detail(message, NO_DATA);
    return GoJson.answer(
        of.status(), new Envelope(of.type(), of.status(), title(of.status()), detail));
  }

  private static Envelope of(int type, int status, String title, Ask ask, Optional<?> data) {
    var message = "Request: " + ask.method() + " " + path(ask);
    Object shown = data.isPresent() ? data.get() : NO_DATA;
    return new Envelope(type, status, title, new Detail(message, shown));
  }

  /** As at the root of a port of its own, wherever it is asked. */
  private static String path(Ask ask) {
    var path = ask.wholePath();
    return path.startsWith(PREFIX + "/") ? path.substring(PREFIX.length()) : path;
  }

  private static String title(int status) {
    return switch (status) {
      case 400 -> "Bad request";
      case 401 -> "Unauthorized";
      case 403 -> "Forbidden";
      case 404 -> "Object not found";
      default -> "Internal Server Error";
    };
  }
}
