package io.sutler.store.sql;

import io.sutler.store.Bells;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/** One file, one writer, a few readers, a checkpointer, and a lock on the directory. */
final class SqliteEngine implements Engine {
  private static final int READERS = 4;

  /** Bytes; a big command with its plan takes that much. */
  private static final long ROOM = 1 << 20;

  private final DataLock lock;
  private final SqliteFile file;
  private final Trouble trouble;
  private final Checkpointer checkpointer;
  private final GroupWriter writer;
  private final Readers readers;
  private final Leases leases;
  private final News news = new News(new Bells(), News.Abroad.NOBODY);

  private SqliteEngine(DataLock lock, SqliteFile file, Trouble trouble) throws SQLException {
    this.lock = lock;
    this.file = file;
    this.trouble = trouble;
    this.checkpointer = new Checkpointer(file.checkpointing());
    this.writer =
        new GroupWriter(
            "store-write", new SqliteTransactor(file.writing(), checkpointer::committed), trouble);
    this.readers = new Readers(READERS, file::reading, new Outage(), trouble);
    this.leases = new OneHolder(() -> writer.write(s -> Keys.take(s, "epoch", 1)));
  }

  /**
   * @throws io.sutler.domain.Refusal when the file cannot be used
   */
  static SqliteEngine open(DataLock lock, SqliteFile file, String installation) {
    var trouble = new Trouble(file.path().toString());
    try {
      file.makePrivate();
      try (var session = file.looking()) {
        Schema.bring(
            session, flyway -> flyway.dataSource(file.lookingSource()), file.path().toString());
      }
      var engine = new SqliteEngine(lock, file, trouble);
      Schema.install(engine.writer, installation);
      return engine;
    } catch (SQLException e) {
      throw trouble.tell(e);
    } catch (IOException e) {
      throw trouble.readOnly();
    }
  }

  @Override
  public Readers readers() {
    return readers;
  }

  @Override
  public GroupWriter commandWriter() {
    return writer;
  }

  @Override
  public GroupWriter passWriter() {
    return writer;
  }

  @Override
  public Leases leases() {
    return leases;
  }

  @Override
  public Others others() {
    return Others.NONE;
  }

  @Override
  public News news() {
    return news;
  }

  /** A nearly full disk still takes a small write now and then, where the log starts anew. */
  @Override
  public boolean hasRoom() {
    try {
      return Files.getFileStore(file.path()).getUsableSpace() >= ROOM;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void backup(Path target) {
    try {
      BackupFile.write(target, this::copyInto);
    } catch (SQLException e) {
      throw trouble.tell(e);
    }
  }

  private void copyInto(Path part) {
    int unused =
        readers.read(reader -> {
          // The readers themselves may write nothing, not even elsewhere.
          try (var own = file.looking()) {
            return own.update("VACUUM INTO ?", part.toAbsolutePath().toString());
          }
        });
  }

  @Override
  public void close() {
    writer.close();
    readers.close();
    checkpointer.close();
    lock.close();
  }
}
