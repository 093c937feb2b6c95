package io.sutler.cloud.openstack;

import com.fasterxml.jackson.databind.JsonNode;

/** What a service answered: its status and its JSON, an empty object where there was none. */
record Answer(int status, JsonNode body) {
  private static final int LONGEST = 400;

  boolean isGood() {
    return status >= 200 && status < 300;
  }

  boolean isGone() {
    return status == 404;
  }

  /** The service's own words, one line: each wraps them in another way. */
  String said() {
    var text = body.findValuesAsText("message").stream().findFirst().orElse("");
    if (text.isEmpty()) {
      text = body.path("NeutronError").asText(body.path("error").asText(""));
    }
    if (text.isEmpty()) {
      text = "HTTP " + status;
    }
    var line = text.replaceAll("<[^>]*>", " ").replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "..." : line;
  }

  /** Neutron's name for the error; empty elsewhere. */
  String type() {
    return body.at("/NeutronError/type").asText("");
  }
}
