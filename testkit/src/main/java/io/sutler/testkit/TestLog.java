package io.sutler.testkit;

import io.sutler.driver.StepLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A step's log that remembers everything. Thread-safe. */
public final class TestLog implements StepLog {
  private final StringBuilder output = new StringBuilder();
  private final List<String> notes = new ArrayList<>();
  private final List<String> summaries = new ArrayList<>();
  private final List<String> handles = new ArrayList<>();

  @Override
  public synchronized void output(String chunk) {
    output.append(chunk);
  }

  @Override
  public synchronized void note(String line) {
    notes.add(line);
  }

  @Override
  public synchronized void handle(String handle) {
    handles.add(handle);
  }

  @Override
  public synchronized void summary(String line) {
    summaries.add(line);
  }

  /** What the step came to in figures, as said last; empty for none. */
  public synchronized String summary() {
    return summaries.isEmpty() ? "" : summaries.getLast();
  }

  /** All output so far, chunks joined. */
  public synchronized String output() {
    return output.toString();
  }

  /** Sutler's own lines so far. */
  public synchronized List<String> notes() {
    return List.copyOf(notes);
  }

  /** The handle recorded last. */
  public synchronized Optional<String> handle() {
    return handles.isEmpty() ? Optional.empty() : Optional.of(handles.getLast());
  }
}
