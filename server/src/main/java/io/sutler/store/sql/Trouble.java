package io.sutler.store.sql;

import io.sutler.domain.Refusal;
import java.sql.SQLException;
import java.util.Set;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Says in one sentence what is the matter with a database. Thread-safe. */
final class Trouble {
  private static final Set<String> AGAIN = Set.of("40001", "40P01");
  private final String database;

  /**
   * @param database how people know it: a path, or a URL without a password
   */
  Trouble(String database) {
    this.database = database;
  }

  /** Whether every other write would fail of the same cause. */
  boolean isGeneral(SQLException e) {
    if (e instanceof SQLiteException) {
      return switch (code(e)) {
        case SQLITE_FULL,
            SQLITE_READONLY,
            SQLITE_IOERR,
            SQLITE_CANTOPEN,
            SQLITE_CORRUPT,
            SQLITE_NOTADB ->
            true;
        case null, default -> false;
      };
    }
    return isLost(e) || state(e).startsWith("53") || state(e).equals("25006");
  }

  /** Whether the connection is of no more use. */
  static boolean isLost(SQLException e) {
    var state = state(e);
    return state.startsWith("08") || state.startsWith("57P") || state.equals("55006");
  }

  /** Whether it failed only because of what others did at the same time. */
  static boolean isWorthAgain(SQLException e) {
    return AGAIN.contains(state(e)) || isNumberedByOthers(e);
  }

  /** Two servers wrote to one run's log at the same time. */
  private static boolean isNumberedByOthers(SQLException e) {
    return state(e).equals("23505") && String.valueOf(e.getMessage()).contains("step_log_pkey");
  }

  RuntimeException tell(SQLException e) {
    if (e instanceof SQLiteException) {
      return switch (code(e)) {
        case SQLITE_FULL ->
            unavailable("disk-full", "the disk of " + database + " is full: free some space");
        case SQLITE_READONLY, SQLITE_CANTOPEN -> readOnly();
        case SQLITE_IOERR ->
            unavailable(
                "disk-failed", "reading or writing " + database + " failed: check its disk");
        case SQLITE_CORRUPT, SQLITE_NOTADB ->
            unavailable("damaged", database + " is damaged: restore the newest backup");
        case null, default -> new StoreFailed(database, e);
      };
    }
    if (isLost(e)) {
      return unavailable("unreachable", database + " cannot be reached now: try again");
    }
    if (isWorthAgain(e)) {
      return unavailable("busy", "others kept changing the same thing: try again");
    }
    return switch (state(e)) {
      case "28000", "28P01" ->
          unavailable(
              "not-let-in", database + " does not let us in: check --store-user and its password");
      case "3D000" ->
          unavailable("no-database", database + " does not exist: create it, or name another");
      case "42501" ->
          unavailable("not-allowed", database + " forbids it: give our user rights on its schema");
      case "53100" -> unavailable("disk-full", "the disk of " + database + " is full");
      case "53200", "53300" ->
          unavailable("overloaded", database + " takes no more connections now: try again");
      case "25006" -> unavailable("read-only", database + " takes no writes: is it a standby?");
      default -> new StoreFailed(database, e);
    };
  }

  RuntimeException readOnly() {
    return unavailable("read-only", database + " cannot be written: check its owner and mount");
  }

  RuntimeException closed() {
    return unavailable("closed", "Sutler is stopping: try again when it is back");
  }

  RuntimeException unknown(SQLException e) {
    return unavailable(
        "unknown",
        database + " went away in the middle of a write: look whether it was done, then try again");
  }

  private static Refusal unavailable(String code, String sentence) {
    return new Refusal(Refusal.Kind.UNAVAILABLE, code, sentence);
  }

  private static SQLiteErrorCode code(SQLException e) {
    return SQLiteErrorCode.getErrorCode(e.getErrorCode() & 0xff);
  }

  private static String state(SQLException e) {
    return e.getSQLState() == null ? "" : e.getSQLState();
  }

  /** A defect of ours, or a database that does what none should. */
  static final class StoreFailed extends RuntimeException {
    private static final long serialVersionUID = 1;

    StoreFailed(String database, SQLException cause) {
      super("a statement failed on " + database + ": " + cause.getMessage(), cause);
    }
  }
}
