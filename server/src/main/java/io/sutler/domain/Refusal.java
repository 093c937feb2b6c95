package io.sutler.domain;

import java.util.List;
import java.util.Map;

/**
 * A request that is refused, whole and with nothing changed. The one exception that crosses from
 * the inner rooms to the faces, which turn it into their own error shape.
 */
public final class Refusal extends RuntimeException {
  /** What kind of no this is; each face maps it to its own codes. */
  public enum Kind {
    INVALID,
    UNAUTHENTICATED,
    FORBIDDEN,
    NOT_FOUND,
    CONFLICT,
    STALE,
    OVER_QUOTA,
    KEY_REUSED,
    /** Understood, and of this object never possible. */
    UNPROCESSABLE,
    TOO_LARGE,
    TOO_MANY,
    UNAVAILABLE
  }

  /**
   * One thing wrong with the request.
   *
   * @param pointer JSON pointer into the body, or {@code file:line} for a bundle; may be empty
   */
  public record Fault(String pointer, String message) {}

  private static final long serialVersionUID = 1;
  private final Kind kind;
  private final String code;
  private final transient List<Fault> faults;
  private final transient Map<String, Object> details;

  /**
   * @param code stable and kebab-case: {@code quota-exceeded}, {@code name-taken}
   * @param message one sentence that says what to do next
   * @param details further facts for programs; may be empty
   */
  public Refusal(
      Kind kind, String code, String message, List<Fault> faults, Map<String, Object> details) {
    super(message, null, false, false);
    this.kind = kind;
    this.code = code;
    this.faults = List.copyOf(faults);
    this.details = Map.copyOf(details);
  }

  public Refusal(Kind kind, String code, String message) {
    this(kind, code, message, List.of(), Map.of());
  }

  public static Refusal invalid(String pointer, String message) {
    return new Refusal(
        Kind.INVALID, "invalid", message, List.of(new Fault(pointer, message)), Map.of());
  }

  public static Refusal notFound(String what, String name) {
    return new Refusal(
        Kind.NOT_FOUND, "not-found", "there is no " + what + " '" + name + "' that you can see");
  }

  public Kind kind() {
    return kind;
  }

  public String code() {
    return code;
  }

  public List<Fault> faults() {
    return faults;
  }

  public Map<String, Object> details() {
    return details;
  }

  /** The sentence; never null, unlike {@link #getMessage()}'s type. */
  public String sentence() {
    return String.valueOf(getMessage());
  }
}
