package io.sutler.store.sql;

import io.sutler.store.Bells;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.UUID;

/** A database shared by several processes: two writers, some readers, leases in rows. */
final class PostgresEngine implements Engine {
  private static final int READERS = 6;
  private final PostgresUrl url;
  private final Trouble trouble;
  private final Outage outage = new Outage();
  private final GroupWriter commandWriter;
  private final GroupWriter passWriter;
  private final Readers readers;
  private final SharedLeases leases;
  private final Others others;
  private final News news;
  private final TellOthers tell;
  private final HearOthers hear;

  private PostgresEngine(PostgresUrl url, Trouble trouble, MarkClock marks) {
    this.url = url;
    this.trouble = trouble;
    this.commandWriter = writer("store-write-commands", trouble);
    this.passWriter = writer("store-write-passes", trouble);
    this.readers = new Readers(READERS, () -> url.connect(true), outage, trouble);
    this.leases = new SharedLeases(passWriter);
    this.others = new SharedMarks(readers, marks);
    var self = UUID.randomUUID().toString();
    this.tell = new TellOthers(readers, leases, self);
    this.news = new News(new Bells(), tell);
    this.hear = new HearOthers(() -> url.connect(true), self, news.here());
  }

  /**
   * @throws io.sutler.domain.Refusal when the database cannot be used
   */
  static PostgresEngine open(PostgresUrl url, MarkClock marks, String installation) {
    var trouble = new Trouble(url.name());
    try (var session = url.connect(true)) {
      Schema.bring(session, url::flyway, url.name());
    } catch (SQLException e) {
      throw trouble.tell(e);
    }
    var engine = new PostgresEngine(url, trouble, marks);
    Schema.install(engine.commandWriter, installation);
    return engine;
  }

  private GroupWriter writer(String name, Trouble trouble) {
    return new GroupWriter(name, new PostgresTransactor(() -> url.connect(false), outage), trouble);
  }

  @Override
  public Readers readers() {
    return readers;
  }

  @Override
  public GroupWriter commandWriter() {
    return commandWriter;
  }

  @Override
  public GroupWriter passWriter() {
    return passWriter;
  }

  @Override
  public Leases leases() {
    return leases;
  }

  @Override
  public Others others() {
    return others;
  }

  @Override
  public News news() {
    return news;
  }

  @Override
  public boolean hasRoom() {
    return true;
  }

  @Override
  public void backup(Path target) {
    try {
      BackupFile.write(target, new PostgresBackup(url)::write);
    } catch (SQLException e) {
      throw trouble.tell(e);
    }
  }

  @Override
  public void close() {
    commandWriter.close();
    passWriter.close();
    tell.close();
    hear.close();
    readers.close();
  }
}
