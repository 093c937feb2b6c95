package io.sutler.api;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerResponse;
import io.sutler.json.Json;
import java.io.IOException;
import java.io.OutputStream;
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
      case Answer.Raw raw -> send(raw.code(), raw.type(), raw.headers(), raw.body());
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
    try (var out = begin(stream.type())) {
      stream.writing().to(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void events(Answer.Events events) throws InterruptedException {
    try (var out = begin("text/event-stream")) {
      var line = new StreamOfEvents(out, open);
      // who goes on after the newest event must not wait for the next one to hear that we are here
      line.beat();
      events.telling().to(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is packed would wait in the packer's buffer until much has come: so it is not packed. */
  private OutputStream begin(String type) {
    response.status(200).header(HeaderNames.CONTENT_TYPE, type);
    response.header(HeaderNames.CONTENT_ENCODING, "identity");
    return response.outputStream();
  }
}
