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
  private final Callers callers;
  private final Gate gate;

  Face(Callers callers, Gate gate) {
    this.callers = callers;
    this.gate = gate;
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
    return new Route(method, path, true, ask -> serve(ask, act));
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
          case INVALID -> Fault.Class.VALIDATION;
          case NOT_FOUND -> Fault.Class.NOT_FOUND;
          case CONFLICT -> Fault.Class.USED;
          case UNAUTHENTICATED, FORBIDDEN -> Fault.Class.AUTHORIZATION;
          default -> Fault.Class.UNEXPECTED;
        };
    return Envelope.fault(of, said(refusal));
  }

  private static String said(RuntimeException e) {
    return e.getMessage() == null ? "unexpected error" : e.getMessage();
  }
}
