package io.sutler.api.v1;

import io.sutler.wire.SystemInfo;
import java.nio.file.Path;

/** What the API tells and does of the server that it runs in. Thread-safe. */
public interface ThisServer {
  SystemInfo info();

  /** Writes a consistent copy of everything to a new file while work goes on. */
  void backup(Path target);
}
