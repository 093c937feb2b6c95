package io.sutler.api.michman;

/** The logs that this face keeps of itself at this server. Thread-safe; writing never fails. */
public interface Journal {
  /** Which one. */
  enum Log {
    HTTP_SERVER,
    LAUNCHER
  }

  /**
   * @param line without an end
   */
  void write(Log log, String line);

  /** The newest part, some megabytes at most; empty when there is nothing yet. */
  byte[] read(Log log);
}
