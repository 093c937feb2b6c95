package io.sutler.api;

import io.helidon.http.HeaderNames;
import io.helidon.http.sse.SseEvent;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.sse.SseSink;
import io.sutler.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Writes answers to the wire. */
final class Send {
  private final ServerResponse response;
  private final BooleanSupplier open;

  Send(ServerResponse response, BooleanSupplier open) {
    this.response = response;
    this.open = open;
  }

  void send(Answer answer) throws InterruptedException {
    switch (answer) {
      case Answer.Data data ->
          send(
              data.code(),
              "application/json",
              data.headers(),
              Json.write(data.body()).getBytes(StandardCharsets.UTF_8));
      case Answer.Empty empty -> response.status(empty.code()).send();
      case Answer.Bytes bytes -> send(200, bytes.type(), bytes.headers(), bytes.body());
      case Answer.Stream stream -> stream(stream);
      case Answer.Events events -> events(events);
    }
  }

  void send(Problems.Problem problem) {
    send(problem.status(), Problems.TYPE, problem.headers(), problem.body());
  }

  private void send(int code, String type, Map<String, String> headers, byte[] body) {
    response.status(code);
    response.header(HeaderNames.CONTENT_TYPE, type);
    headers.forEach((name, value) -> response.header(HeaderNames.create(name), value));
    response.send(body);
  }

  private void stream(Answer.Stream stream) throws InterruptedException {
    response.status(200).header(HeaderNames.CONTENT_TYPE, stream.type());
    try (var out = response.outputStream()) {
      stream.writing().to(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void events(Answer.Events events) throws InterruptedException {
    try (var sink = response.sink(SseSink.TYPE)) {
      events
          .telling()
          .to(
              new EventLine() {
                @Override
                public boolean open() {
                  return open.getAsBoolean();
                }

                @Override
                public void send(String id, String name, Object data) {
                  var event = SseEvent.builder().name(name).data(Json.write(data));
                  sink.emit((id.isEmpty() ? event : event.id(id)).build());
                }

                @Override
                public void beat() {
                  sink.emit(SseEvent.builder().comment("").data(SseEvent.NO_DATA).build());
                }
              });
    }
  }
}
