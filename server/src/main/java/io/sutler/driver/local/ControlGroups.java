package io.sutler.driver.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a program was started for, in the name of a control group: its children are born into it,
 * and stay recognisable though they throw away their environment, leave their session and lose
 * their parent. Only few machines let everybody make such groups, mostly root may; elsewhere this
 * does nothing. No limits are set. Thread-safe.
 */
public final class ControlGroups {
  private static final String PREFIX = "sutler~";
  private static final int MAX_NAME = 255;
  private static final Duration ENTERED_BY_THEN = Duration.ofMinutes(1);

  /** Where groups can be made; empty where they cannot. Asked once: 0.2 ms. */
  private static final class Here {
    static final Optional<GroupHome> HOME = GroupHome.find();
  }

  private ControlGroups() {}

  /** Whether this machine lets us make them. */
  public static boolean available() {
    return Here.HOME.isPresent();
  }

  /**
   * Makes the group of one start.
   *
   * @param environment what the program is started with
   * @return the file into which a process with a single thread writes 0 to enter
   */
  static Optional<Path> make(Map<String, String> environment) {
    var spawn = environment.get(Proc.SPAWN);
    var driver = environment.get(Proc.DRIVER);
    var owner = environment.get(Proc.OWNER);
    if (spawn == null || driver == null || owner == null) {
      return Optional.empty();
    }
    var name = PREFIX + encoded(spawn) + "~" + encoded(driver) + "~" + encoded(owner);
    return name.length() > MAX_NAME ? Optional.empty() : Here.HOME.flatMap(h -> h.make(name));
  }

  /** The tags in the name of the group that a process is in; empty where it is in none of ours. */
  static Map<String, String> tags(String groups) {
    int at = groups.lastIndexOf("/" + PREFIX);
    if (at < 0) {
      return Map.of();
    }
    var parts = groups.substring(at + 1).split("[/\\s]", 2)[0].split("~", -1);
    return parts.length != 4
        ? Map.of()
        : Map.of(
            Proc.SPAWN, decoded(parts[1]),
            Proc.DRIVER, decoded(parts[2]),
            Proc.OWNER, decoded(parts[3]));
  }

  /** Removes the group of a start that is over; one with processes in it stays. */
  static void removeOf(String spawn) {
    remove(name -> name.startsWith(PREFIX + encoded(spawn) + "~"), Instant.MAX);
  }

  /** Removes those of an owner that are empty. */
  public static void removeOfOwner(String owner) {
    remove(name -> name.endsWith("~" + encoded(owner)), Instant.MAX);
  }

  /** Removes the empty ones of an installation that a crash left behind. */
  static void tidy(String installation, Instant now) {
    remove(name -> name.contains("~" + encoded(installation + "/")), now.minus(ENTERED_BY_THEN));
  }

  private static void remove(Predicate<String> wanted, Instant before) {
    if (Here.HOME.isEmpty()) {
      return;
    }
    try (DirectoryStream<Path> all =
        Files.newDirectoryStream(Here.HOME.get().directory(), PREFIX + "*")) {
      for (var group : all) {
        if (wanted.test(String.valueOf(group.getFileName()))) {
          remove(group, before);
        }
      }
    } catch (IOException e) {
      return; // it is looked at again
    }
  }

  private static void remove(Path group, Instant before) {
    try {
      if (before.equals(Instant.MAX)
          || Files.getLastModifiedTime(group).toInstant().isBefore(before)) {
        Files.delete(group);
      }
    } catch (IOException e) {
      return; // somebody is in it
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, UTF_8);
    } catch (IllegalArgumentException notOurs) {
      return "";
    }
  }

  /**
   * A directory of the kernel's in which this process may make groups below its own.
   *
   * @param entrance name of the file that takes a single thread in. A whole process would have to
   *     wait for all others' forks, 20 ms: a shell that has just begun has but one thread
   */
  record GroupHome(Path directory, String entrance, boolean unified) {
    private static final List<String> KINDS = List.of("", "freezer", "pids");
    private static final Path SYSTEMD = Path.of("/run/systemd/system");

    static Optional<GroupHome> find() {
      try {
        var mounts = Files.readAllLines(Path.of("/proc/self/mountinfo"));
        var own = Files.readAllLines(Path.of("/proc/self/cgroup"));
        return KINDS.stream()
            .flatMap(kind ->
                GroupMounts.directory(kind, mounts, own).stream()
                    .map(d ->
                        new GroupHome(
                            d, kind.isEmpty() ? "cgroup.threads" : "tasks", kind.isEmpty())))
            .filter(GroupHome::isOurs)
            .filter(GroupHome::works)
            .findFirst();
      } catch (IOException e) {
        return Optional.empty();
      }
    }

    /**
     * A threaded group makes its parent one that bears no others: only the very root (which has no
     * type) and a unit of systemd's are sure to have nobody beside us, such as a container engine.
     */
    private boolean isOurs() {
      return !unified
          || !Files.exists(directory.resolve("cgroup.type"))
          || Files.isDirectory(SYSTEMD);
    }

    private boolean works() {
      var trial = PREFIX + "trial-" + ProcessHandle.current().pid();
      var made = make(trial);
      remove(directory.resolve(trial), Instant.MAX);
      return made.isPresent();
    }

    Optional<Path> make(String name) {
      var group = directory.resolve(name);
      try {
        Files.createDirectory(group);
        if (unified) {
          Files.writeString(group.resolve("cgroup.type"), "threaded", StandardOpenOption.WRITE);
        }
        var file = group.resolve(entrance);
        if (Files.isWritable(file)) {
          return Optional.of(file);
        }
      } catch (IOException e) {
        // not ours to make, or not this way
      }
      remove(group, Instant.MAX);
      return Optional.empty();
    }
  }
}
