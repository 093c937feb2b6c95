package io.sutler.cli.local;

import io.sutler.catalog.Bundle;
import io.sutler.catalog.Context;
import io.sutler.catalog.PlanParser;
import io.sutler.catalog.Versions;
import io.sutler.cli.terminal.Mishap;
import io.sutler.cli.terminal.Terminal;
import io.sutler.domain.Plan;
import io.sutler.domain.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Plans in directories beside each other, for {@code use:} without a server. Not thread-safe. */
final class LocalCatalog {
  private final Optional<Path> root;
  private final Context drivers;
  private final Map<Path, Optional<Found>> read = new LinkedHashMap<>();
  private final Map<String, Found> byDigest = new HashMap<>();

  /** A plan with its files. */
  record Found(Plan plan, Bundle bundle) {}

  private LocalCatalog(Optional<Path> root, Context drivers) {
    this.root = root;
    this.drivers = drivers;
  }

  /**
   * @param asked as typed; else the plans that come with Sutler
   * @param drivers what plans in it are checked against
   * @throws Mishap when there is no such directory
   */
  static LocalCatalog of(Terminal terminal, Optional<String> asked, Context drivers) {
    var named = asked.map(terminal::path);
    named
        .filter(path -> !Files.isDirectory(path))
        .ifPresent(path -> {
          throw Mishap.usage(path + " is no directory", "name one that holds plans in directories");
        });
    var shipped =
        terminal
            .variable("SUTLER_HOME")
            .map(home -> Path.of(home, "catalog"))
            .filter(Files::isDirectory);
    return new LocalCatalog(named.or(() -> shipped), drivers);
  }

  /** What a plan is checked against, with these plans to be used. */
  Context context() {
    return new Context(
        drivers.project(), drivers.trust(), drivers.drivers(), Optional.of(this::find));
  }

  /** The files of a plan that was found. */
  Optional<Found> byDigest(String digest) {
    return Optional.ofNullable(byDigest.get(digest));
  }

  private Optional<Plan> find(String ref) {
    var wanted = Versions.Ref.parse("", ref);
    var found =
        directories().stream()
            .flatMap(directory -> read(directory).stream())
            .filter(f -> f.plan().name().equals(wanted.plan()))
            .toList();
    return wanted
        .newest(found.stream().map(f -> f.plan().version()).distinct().toList())
        .flatMap(version ->
            found.stream().map(Found::plan).filter(p -> p.version().equals(version)).findFirst());
  }

  private Optional<Found> read(Path directory) {
    var known = read.get(directory);
    if (known != null) {
      return known;
    }
    // one that uses itself finds nothing
    read.put(directory, Optional.empty());
    try {
      var bundle = Bundle.pack(directory);
      var found = new Found(new PlanParser().parse(bundle, context()), bundle);
      read.put(directory, Optional.of(found));
      byDigest.put(found.plan().digest(), found);
    } catch (Refusal unsound) {
      // whoever uses it is told that there is none
    }
    return read.getOrDefault(directory, Optional.empty());
  }

  private List<Path> directories() {
    if (root.isEmpty()) {
      return List.of();
    }
    try (var all = Files.list(root.get())) {
      return all.filter(d -> Files.exists(d.resolve(PlanParser.FILE))).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
