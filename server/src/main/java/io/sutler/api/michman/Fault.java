package io.sutler.api.michman;

/** Something that Michman's clients are told in Michman's way. */
final class Fault extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final Class of;

  Fault(Class of, String message) {
    super(message);
    this.of = of;
  }

  Class of() {
    return of;
  }

  static Fault invalid(String message, Object... values) {
    return new Fault(Class.VALIDATION, values.length == 0 ? message : message.formatted(values));
  }

  static Fault notFound(String what, String nameOrId) {
    return new Fault(
        Class.NOT_FOUND, "%s with this name or id (%s) does not exist".formatted(what, nameOrId));
  }

  static Fault exists(String what, String nameOrId) {
    return new Fault(
        Class.EXISTS, "%s with this name or id (%s) already exists".formatted(what, nameOrId));
  }

  static Fault json() {
    return new Fault(Class.JSON, "incorrect json format");
  }

  /** Michman's error classes, with the HTTP status of each. */
  enum Class {
    UNEXPECTED(0, 500),
    DATABASE(100, 500),
    JSON(200, 400),
    VALIDATION(300, 400),
    LIBRARY(400, 500),
    USED(500, 400),
    EXISTS(600, 400),
    UNMODIFIABLE(700, 400),
    LOGS(800, 500),
    AUTHORIZATION(900, 403),
    NOT_FOUND(1000, 404),
    INCORRECT_INPUT(1100, 400),
    ENFORCER(1200, 500),
    PARSE(1300, 500);

    private final int type;
    private final int status;

    Class(int type, int status) {
      this.type = type;
      this.status = status;
    }

    int type() {
      return type;
    }

    int status() {
      return status;
    }
  }
}
