package io.sutler.api;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;

/** Answers what cannot be read as a request, in the same form as any other problem. */
final class MalformedRequest implements DirectHandler {
  @Override
  public TransportResponse handle(
      TransportRequest request,
      EventType type,
      Status status,
      ServerResponseHeaders headers,
      String message) {
    var refusal =
        new HttpRefusal(
            status.code(), "malformed-request", "this is not a request that HTTP allows: mend it");
    var problem = new Problems("").of(refusal);
    return TransportResponse.builder()
        .status(status)
        .headers(headers)
        .header(HeaderNames.CONTENT_TYPE, Problems.TYPE)
        .keepAlive(type.keepAlive())
        .entity(problem.body())
        .build();
  }
}
