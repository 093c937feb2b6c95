package io.sutler.driver.local;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A process as {@code /proc} shows it.
 *
 * @param start clock ticks from the machine's start to its own: with the pid, who it is
 * @param session pid of the process that began its session
 * @param state one letter: R, S, D, T (stopped), ...
 * @param tags what its environment said under our names when it began, else what the name of its
 *     control group says; empty where it overwrote the one and we could make no other
 */
public record Proc(
    int pid,
    int parent,
    int session,
    long start,
    char state,
    String name,
    Map<String, String> tags) {
  public static final String OWNER = "SUTLER_OWNER";
  public static final String DRIVER = "SUTLER_DRIVER";
  public static final String SPAWN = "SUTLER_SPAWN";

  private static final int MAX_ENVIRONMENT = 4 << 20;
  private static final int MAX_GROUPS = 64 << 10;

  /** Identity of a process: pids are used again, start times tell them apart. */
  public record Id(int pid, long start) {
    /** Of who has this pid; one that is gone still names the session of what it left. */
    public static Id of(int pid) {
      return read(pid).map(Proc::id).orElse(new Id(pid, 0));
    }

    /** Whether it lives; a zombie does not. */
    public boolean isAlive() {
      return Proc.read(pid).filter(p -> p.start == start).isPresent();
    }

    /** Sends a signal; false when it is gone or not ours to signal. */
    public boolean signal(Signal signal) {
      return isAlive() && Linux.signal(pid, signal);
    }
  }

  public Id id() {
    return new Id(pid, start);
  }

  /** Without its tags; empty when there is none, or only a zombie. */
  public static Optional<Proc> read(int pid) {
    return text("/proc/" + pid + "/stat", 4096).flatMap(Proc::parse);
  }

  /** Reads a line of {@code /proc/<pid>/stat}; empty for a zombie or anything else. */
  static Optional<Proc> parse(String stat) {
    int open = stat.indexOf('(');
    int close = stat.lastIndexOf(')');
    if (open < 1 || close < open) {
      return Optional.empty();
    }
    var fields = stat.substring(close + 1).strip().split(" ");
    if (fields.length < 20 || "ZXx".contains(fields[0])) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Proc(
              Integer.parseInt(stat.substring(0, open).strip()),
              Integer.parseInt(fields[1]),
              Integer.parseInt(fields[3]),
              Long.parseLong(fields[19]),
              fields[0].charAt(0),
              stat.substring(open + 1, close),
              Map.of()));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  Proc withTags() {
    var environment = text("/proc/" + pid + "/environ", MAX_ENVIRONMENT).orElse("");
    if (!environment.contains(OWNER + "=")) {
      return with(ControlGroups.tags(text("/proc/" + pid + "/cgroup", MAX_GROUPS).orElse("")));
    }
    var tags = new TreeMap<String, String>();
    for (var entry : environment.split("\0")) {
      int equals = entry.indexOf('=');
      if (equals > 0 && entry.startsWith("SUTLER_")) {
        tags.put(entry.substring(0, equals), entry.substring(equals + 1));
      }
    }
    return with(tags);
  }

  private Proc with(Map<String, String> its) {
    return its.isEmpty() ? this : new Proc(pid, parent, session, start, state, name, its);
  }

  Optional<String> tag(String key) {
    return Optional.ofNullable(tags.get(key));
  }

  // files under /proc have no size: java.nio would ask for it first
  private static Optional<String> text(String file, int max) {
    try (var in = new FileInputStream(file)) {
      return Optional.of(new String(in.readNBytes(max), StandardCharsets.UTF_8));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
