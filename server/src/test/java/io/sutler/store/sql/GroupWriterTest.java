package io.sutler.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sutler.domain.Refusal;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a writer does when a commit's fate is unknown, and when a listener fails. */
class GroupWriterTest {
  @TempDir Path directory;
  private final AtomicInteger commits = new AtomicInteger();
  private final AtomicInteger runs = new AtomicInteger();
  private final GroupWriter writer =
      new GroupWriter("test", new GoesInTheFirstCommit(), new Trouble("database x"));

  /** The connection goes in the middle of the first commit. */
  private final class GoesInTheFirstCommit implements Transactor {
    @Override
    public <T> T run(Session.Work<T> work) throws SQLException {
      try (var session = new SqliteFile(directory.resolve("x.db")).looking()) {
        var result = work.with(session);
        if (commits.incrementAndGet() == 1) {
          throw new CommitUnknown(new SQLException("gone", "08006"));
        }
        return result;
      }
    }

    @Override
    public void close() {}
  }

  private final class Echo implements Batch<String, String> {
    private final boolean repeatable;

    Echo(boolean repeatable) {
      this.repeatable = repeatable;
    }

    @Override
    public List<String> run(Session session, List<String> inputs) {
      runs.incrementAndGet();
      return inputs;
    }

    @Override
    public void committed(List<String> results) {
      throw new IllegalStateException("a listener that fails");
    }

    @Override
    public boolean repeatable(String input) {
      return repeatable;
    }

    @Override
    public int rank() {
      return 1;
    }
  }

  @AfterEach
  void close() {
    writer.close();
  }

  @Test
  void what_may_be_repeated_is_carried_out_again() {
    assertThat(writer.write(new Echo(true), "hello")).isEqualTo("hello");
    assertThat(runs).hasValue(2);
  }

  @Test
  void what_may_not_be_repeated_is_told_to_look() {
    assertThatThrownBy(() -> writer.write(new Echo(false), "hello"))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("look whether it was done");
    assertThat(runs).hasValue(1);
  }
}
