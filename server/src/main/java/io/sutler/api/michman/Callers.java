package io.sutler.api.michman;

import io.sutler.access.Caller;
import io.sutler.api.Ask;

/** Who is behind a request. Thread-safe. */
public interface Callers {
  /**
   * @throws io.sutler.domain.Refusal UNAUTHENTICATED
   */
  Caller of(Ask ask) throws InterruptedException;

  /** Whose a cluster is that this request makes: "unauthorized" where nobody had to say. */
  String owner(Ask ask, Caller caller);
}
