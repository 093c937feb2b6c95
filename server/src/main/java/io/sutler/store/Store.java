package io.sutler.store;

import java.nio.file.Path;

/** All state. Thread-safe; writes return when they are durable. */
public interface Store extends AutoCloseable {
  /** This installation's id, made at the first start. */
  String installation();

  Intents intents();

  Passes passes();

  Reads reads();

  Accounts accounts();

  Plans plans();

  Offers offers();

  Documents documents();

  Sessions sessions();

  Secrets secrets();

  Logs logs();

  Audits audits();

  /** What was written just now, by this process or, with luck, by another. */
  Changes changes();

  /** Writes a consistent copy of everything to a new file while work goes on. */
  void backup(Path target);

  /** Whether a write would be accepted now. */
  boolean accepts();

  @Override
  void close();
}
