package io.sutler.store.sql;

import io.sutler.store.Accounts;
import io.sutler.store.Audits;
import io.sutler.store.Changes;
import io.sutler.store.Documents;
import io.sutler.store.Intents;
import io.sutler.store.Logs;
import io.sutler.store.Offers;
import io.sutler.store.Passes;
import io.sutler.store.Plans;
import io.sutler.store.Reads;
import io.sutler.store.Secrets;
import io.sutler.store.Sessions;
import io.sutler.store.Store;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The store, whichever database is beneath. Thread-safe. */
final class SqlStore implements Store {
  private static final long FRESH = TimeUnit.SECONDS.toNanos(1);
  private final Engine engine;
  private final String installation;
  private final Intents intents;
  private final Passes passes;
  private final Reads reads;
  private final Accounts accounts;
  private final Plans plans;
  private final Offers offers;
  private final Documents documents;
  private final Sessions sessions;
  private final Secrets secrets;
  private final Logs logs;
  private final Audits audits;
  private final Changes changes;

  SqlStore(Engine engine, MarkClock marks) {
    this.engine = engine;
    var news = engine.news();
    this.changes = news.here();
    marks.listen(news::marked);
    var readers = engine.readers();
    var commands = engine.commandWriter();
    var passWriter = engine.passWriter();
    this.installation =
        readers
            .read(s -> s.first("SELECT value FROM meta WHERE name = 'installation'", Row::text))
            .orElseThrow();
    this.intents = new SqlIntents(engine, marks);
    this.passes = new SqlPasses(engine, marks);
    this.reads = new SqlReads(readers, commands);
    this.accounts = new SqlAccounts(readers, commands);
    this.plans = new SqlPlans(readers, commands);
    this.offers = new SqlOffers(readers, commands);
    this.documents = new SqlDocuments(readers, commands);
    this.sessions = new SqlSessions(readers, commands);
    this.secrets = new SqlSecrets(readers, commands);
    this.logs = new SqlLogs(readers, passWriter, news);
    this.audits = new SqlAudits(readers, commands);
  }

  @Override
  public String installation() {
    return installation;
  }

  @Override
  public Intents intents() {
    return intents;
  }

  @Override
  public Passes passes() {
    return passes;
  }

  @Override
  public Reads reads() {
    return reads;
  }

  @Override
  public Accounts accounts() {
    return accounts;
  }

  @Override
  public Plans plans() {
    return plans;
  }

  @Override
  public Offers offers() {
    return offers;
  }

  @Override
  public Documents documents() {
    return documents;
  }

  @Override
  public Sessions sessions() {
    return sessions;
  }

  @Override
  public Secrets secrets() {
    return secrets;
  }

  @Override
  public Logs logs() {
    return logs;
  }

  @Override
  public Audits audits() {
    return audits;
  }

  @Override
  public Changes changes() {
    return changes;
  }

  @Override
  public void backup(Path target) {
    engine.backup(target);
  }

  @Override
  public boolean accepts() {
    var writer = engine.commandWriter();
    if (!engine.hasRoom()) {
      return false;
    }
    if (writer.isClosed() || System.nanoTime() - writer.lastCommit() < FRESH) {
      return !writer.isClosed();
    }
    // SQLite writes nothing where nothing changes
    Session.Work<Object> probe =
        s ->
            s.update(
                """
                INSERT INTO counter (name, next) VALUES ('probe', 1)
                ON CONFLICT (name) DO UPDATE SET next = counter.next + 1\
                """);
    try {
      return writer.post(Tasks.RARE, probe).get(2, TimeUnit.SECONDS).equals(1);
    } catch (ExecutionException | TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    engine.close();
  }
}
