package io.sutler.cloud.openstack;

import io.sutler.cloud.CloudTrouble;
import io.sutler.domain.Blame;
import java.util.Locale;

/** Turns what a service answered or did not answer into whose turn it is. */
record Refusals(String region) {
  private static final int TIMEOUT = 408;
  private static final int CONFLICT = 409;
  private static final int TOO_LARGE = 413;
  private static final int TOO_MANY = 429;

  /** Of an answer that is no good one. */
  CloudTrouble of(String service, Answer answer) {
    var said = answer.said();
    if (isQuota(answer, said)) {
      return new CloudTrouble(
          Blame.CAPACITY,
          "quota-exceeded",
          "%s of region %s has no quota left for it: %s".formatted(service, region, said));
    }
    if (isRoom(answer, said)) {
      return new CloudTrouble(
          Blame.CAPACITY, "no-capacity", "%s of region %s: %s".formatted(service, region, said));
    }
    return switch (answer.status()) {
      case 401 -> refused(said);
      case 403 ->
          new CloudTrouble(
              Blame.PROVIDER,
              "not-allowed",
              "%s of region %s does not allow it: %s; have the user given the role for it, see 'sutler region check %s'"
                  .formatted(service, region, said, region));
      case 404 ->
          new CloudTrouble(
              Blame.PROVIDER, "not-there", "%s of region %s: %s".formatted(service, region, said));
      case TOO_MANY, TIMEOUT ->
          new CloudTrouble(
              Blame.PROVIDER,
              "busy",
              "%s of region %s is busy: %s".formatted(service, region, said));
      case CONFLICT ->
          new CloudTrouble(
              Blame.PROVIDER,
              "conflict",
              "%s of region %s could not do it now: %s".formatted(service, region, said));
      case 400, 422 ->
          new CloudTrouble(
              Blame.USER, "not-accepted", "%s of region %s: %s".formatted(service, region, said));
      default ->
          new CloudTrouble(
              Blame.PROVIDER,
              "cloud-failed",
              "%s of region %s failed (%d): %s".formatted(service, region, answer.status(), said));
    };
  }

  CloudTrouble refused(String said) {
    return new CloudTrouble(
        Blame.PROVIDER,
        "credentials-refused",
        "Keystone of region %s refuses its credentials (%s): give others with 'sutler region credentials %s'"
            .formatted(region, said, region));
  }

  CloudTrouble silent(String service, String at, String why) {
    return new CloudTrouble(
        Blame.PROVIDER,
        "cloud-unreachable",
        "%s of region %s does not answer at %s (%s)".formatted(service, region, at, why));
  }

  private static boolean isQuota(Answer answer, String said) {
    return (answer.status() == 403 && said.toLowerCase(Locale.ROOT).contains("quota exceeded"))
        || (answer.status() == CONFLICT
            && (answer.type().equals("OverQuota")
                || said.toLowerCase(Locale.ROOT).contains("quota exceeded")))
        || (answer.status() == TOO_LARGE && !said.toLowerCase(Locale.ROOT).contains("body"));
  }

  private static boolean isRoom(Answer answer, String said) {
    return answer.type().equals("IpAddressGenerationFailure")
        || answer.type().equals("ExternalIpAddressExhausted")
        || said.contains("No more IP addresses available");
  }
}
