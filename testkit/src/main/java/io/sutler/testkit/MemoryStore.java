package io.sutler.testkit;

import io.sutler.domain.Project;
import io.sutler.store.Accounts;
import io.sutler.store.Audits;
import io.sutler.store.Bells;
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
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;

/**
 * As much of a store as the running loop needs, in memory: for simulations of many histories a
 * second. What is missing throws {@link UnsupportedOperationException}. Thread-safe.
 */
public final class MemoryStore implements Store {
  private final Tables tables;
  private final Plans plans;
  private final Passes passes;
  private final Reads reads;
  private final Intents intents;
  private final Secrets secrets = new MemorySecrets();

  /**
   * @param plans of the catalogue, and regions; shared by stores as it does not change
   */
  public MemoryStore(Plans plans, Project project) {
    this.tables = new Tables(project);
    this.plans = plans;
    this.passes = new MemoryPasses(tables);
    this.reads = new MemoryReads(tables);
    this.intents = new MemoryIntents(tables);
  }

  @Override
  public String installation() {
    return "sim";
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
    return Accounts.class.cast(
        Proxy.newProxyInstance(
            Accounts.class.getClassLoader(),
            new Class<?>[] {Accounts.class},
            (_, method, arguments) -> {
              if (method.getName().equals("projects")) {
                return arguments[0].equals("") ? List.of(tables.project) : List.of();
              }
              throw new UnsupportedOperationException(method.getName());
            }));
  }

  @Override
  public Plans plans() {
    return plans;
  }

  @Override
  public Offers offers() {
    return Unsupported.part(Offers.class);
  }

  @Override
  public Documents documents() {
    return Unsupported.part(Documents.class);
  }

  @Override
  public Sessions sessions() {
    return Unsupported.part(Sessions.class);
  }

  @Override
  public Secrets secrets() {
    return secrets;
  }

  @Override
  public Logs logs() {
    return new Logs() {
      @Override
      public void append(io.sutler.domain.RunId run, int step, java.time.Instant at, String text) {}

      @Override
      public List<Chunk> read(io.sutler.domain.RunId run, long afterSeq, int limit) {
        return List.of();
      }
    };
  }

  @Override
  public Audits audits() {
    return Unsupported.part(Audits.class);
  }

  /** Never rings. */
  @Override
  public Changes changes() {
    return new Bells();
  }

  @Override
  public void backup(Path target) {
    throw new UnsupportedOperationException("backup");
  }

  @Override
  public boolean accepts() {
    return true;
  }

  @Override
  public void close() {}
}
