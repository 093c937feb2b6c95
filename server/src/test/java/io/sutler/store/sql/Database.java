package io.sutler.store.sql;

import io.sutler.store.Store;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.InstantSource;

/** A database that a contract is run on. */
interface Database {
  /** Makes it empty. */
  void empty() throws Exception;

  Store open(InstantSource clock);

  /** Past the store: to tamper with what it holds, or to look. */
  Connection connect() throws Exception;

  /** Fills this empty database from a backup. */
  void restore(Path backup, InstantSource clock);
}
