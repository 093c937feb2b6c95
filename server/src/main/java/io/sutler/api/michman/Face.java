package io.sutler.api.michman;

import io.sutler.access.Caller;
import io.sutler.api.Answer;
import io.sutler.api.Ask;
import io.sutler.api.HttpRefusal;
import io.sutler.api.Route;
import io.sutler.domain.Refusal;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Lets an act speak Michman: who calls, and what is answered when it goes wrong. */
final class Face {
  private static final Logger LOG = Logger.getLogger(Face.class.getName());
  private static final int LONGEST = 500;
  private final Callers callers;
  private final Gate gate;
  private final Journal journal;

  Face(Callers callers, Gate gate, Journal journal) {
    this.callers = callers;
    this.gate = gate;
    this.journal = journal;
  }

  /** What a route does once it is known who calls. */
  interface Act {
    Answer on(Ask ask, Caller caller) throws InterruptedException;
  }

  Route route(String method, String path, Act act) {
    return open(
        method,
        path,
        ask -> {
          var caller = callers.of(ask);
          gate.require(ask, caller, path);
          return act.on(ask, caller);
        });
  }

  /** For whoever comes. */
  Route open(String method, String path, io.sutler.api.Act act) {
    return new Route(method, path, true, ask -> noted(ask, act));
  }

  private Answer noted(Ask ask, io.sutler.api.Act act) throws InterruptedException {
    long start = System.nanoTime();
    var answer = serve(ask, act);
    long took = (System.nanoTime() - start) / 1_000_000;
    journal.write(
        Journal.Log.HTTP_SERVER,
        "%s %s %s %d %d ms"
            .formatted(ask.address(), ask.method(), shown(ask.wholePath()), code(answer), took));
    return answer;
  }

  /** What somebody sent, as part of a line. */
  private static String shown(String path) {
    var line = path.replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}]", "?");
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "..." : line;
  }

  private static int code(Answer answer) {
    return switch (answer) {
      case Answer.Data data -> data.code();
      case Answer.Empty empty -> empty.code();
      case Answer.Raw raw -> raw.code();
      case Answer.Bytes _, Answer.Stream _, Answer.Events _ -> 200;
    };
  }

  String owner(Ask ask, Caller caller) {
    return callers.owner(ask, caller);
  }

  private Answer serve(Ask ask, io.sutler.api.Act act) throws InterruptedException {
    try {
      return act.on(ask);
    } catch (Fault fault) {
      return Envelope.fault(fault.of(), said(fault));
    } catch (Refusal refusal) {
      return refused(refusal);
    } catch (HttpRefusal refusal) {
      return Envelope.fault(Fault.Class.JSON, said(refusal));
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, e, () -> ask.method() + " " + ask.wholePath() + " broke");
      return Envelope.fault(Fault.Class.UNEXPECTED, "unexpected error, see Sutler's log");
    }
  }

  private static Answer refused(Refusal refusal) {
    var of =
        switch (refusal.kind()) {
          case INVALID, OVER_QUOTA, UNPROCESSABLE, KEY_REUSED -> Fault.Class.VALIDATION;
          case TOO_LARGE -> Fault.Class.JSON;
          case NOT_FOUND -> Fault.Class.NOT_FOUND;
          case CONFLICT, STALE -> Fault.Class.USED;
          case UNAUTHENTICATED, FORBIDDEN, TOO_MANY -> Fault.Class.AUTHORIZATION;
          case UNAVAILABLE -> away(refusal.code());
        };
    return Envelope.fault(of, said(refusal));
  }

  private static Fault.Class away(String what) {
    return switch (what) {
      case Site.VAULT -> Fault.Class.LIBRARY;
      case "provider-away" -> Fault.Class.UNEXPECTED;
      default -> Fault.Class.DATABASE;
    };
  }

  private static String said(RuntimeException e) {
    return e.getMessage() == null ? "unexpected error" : e.getMessage();
  }
}
