package io.sutler.cloud.openstack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sutler.domain.Blame;
import io.sutler.domain.Failure;
import io.sutler.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalsTest {
  private static Failure of(int status, String body) {
    return new Refusals("os")
        .of("Nova", new Answer(status, Json.read(body, JsonNode.class)))
        .failure();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "403|{'forbidden':{'message':'Quota exceeded for instances: Requested 1','code':403}}|CAPACITY|quota-exceeded",
        "403|{'forbidden':{'message':'Policy does not allow it','code':403}}|PROVIDER|not-allowed",
        "409|{'NeutronError':{'type':'OverQuota','message':'Quota exceeded for resources: [port]'}}|CAPACITY|quota-exceeded",
        "409|{'NeutronError':{'type':'IpAddressGenerationFailure','message':'No more IP addresses'}}|CAPACITY|no-capacity",
        "409|{'conflictingRequest':{'message':'Cannot do it now'}}|PROVIDER|conflict",
        "413|{'overLimit':{'message':'VolumeSizeExceedsAvailableQuota'}}|CAPACITY|quota-exceeded",
        "429|{}|PROVIDER|busy",
        "401|{'error':{'message':'expired'}}|PROVIDER|credentials-refused",
        "400|{'badRequest':{'message':'Invalid key_name'}}|USER|not-accepted",
        "500|{'computeFault':{'message':'Unexpected API Error'}}|PROVIDER|cloud-failed",
        "503|{'message':'<html><h1>Service Unavailable</h1></html>'}|PROVIDER|cloud-failed"
      })
  void each_answer_tells_whose_turn_it_is(int status, String body, Blame blame, String code) {
    var failure = of(status, body.replace('\'', '"'));
    assertThat(failure.blame()).isEqualTo(blame);
    assertThat(failure.code()).isEqualTo(code);
    assertThat(failure.message()).contains("region os").doesNotContain("<");
  }

  @Test
  void the_services_own_words_are_told_in_one_bounded_line() {
    var body = "{\"badRequest\":{\"message\":\"first\\nsecond " + "x".repeat(5000) + "\"}}";
    assertThat(of(400, body).message())
        .contains("first second")
        .hasLineCount(1)
        .hasSizeLessThan(500);
  }
}
