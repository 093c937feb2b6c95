package io.sutler.driver.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sutler.domain.Blame;
import io.sutler.domain.Failure;
import io.sutler.driver.local.ProgramFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 120, unit = TimeUnit.SECONDS)
class CheckoutsTest {
  private static final String NONE = "0123456789".repeat(4);
  @TempDir Path directory = Path.of("/");
  private Plays plays;
  private GitServer server;
  private Checkouts checkouts;

  @BeforeEach
  void begin() throws IOException {
    plays = new Plays(directory.resolve("plays.git"));
    server = new GitServer(plays.repository);
    checkouts = within(Bounds.USUAL);
  }

  @AfterEach
  void end() {
    server.close();
    plays.close();
  }

  private Checkouts within(Bounds bounds, Path... allowed) {
    return new Checkouts(
        directory.resolve("cache"), List.of(allowed), bounds, InstantSource.system());
  }

  private Source source(String at) throws ProgramFailure {
    return Source.of(server.url(), at, Login.NONE);
  }

  private Path files(String commit) throws Exception {
    return checkouts.files(source(commit), "demo");
  }

  private static Failure failure(ThrowingCallable call) {
    var caught = new ProgramFailure[1];
    assertThatThrownBy(call).isInstanceOfSatisfying(ProgramFailure.class, e -> caught[0] = e);
    return caught[0].failure();
  }

  @Test
  void the_files_of_a_commit_come_as_they_are() throws Exception {
    var commit =
        plays
            .program("run", "#!/bin/sh\n")
            .file("site.yml", "- hosts: all\n")
            .folder("vars", "main.yml", "x: 1\n")
            .link("zlink", "vars/main.yml")
            .commit();
    var at = files(commit);
    assertThat(at.resolve("site.yml")).hasContent("- hosts: all\n");
    assertThat(at.resolve("run")).isExecutable();
    assertThat(at.resolve("site.yml").toFile().canExecute()).isFalse();
    assertThat(at.resolve("zlink")).isSymbolicLink().hasContent("x: 1\n");
    assertThat(at.resolve(".git")).doesNotExist();
    assertThat(Files.getPosixFilePermissions(at.resolve("site.yml")).toString())
        .doesNotContain("GROUP", "OTHERS");
  }

  @Test
  void a_commit_is_fetched_once_for_a_project_and_apart_for_others() throws Exception {
    var commit = plays.file("site.yml", "one").commit();
    var first = files(commit);
    int asked = server.asked();
    assertThat(files(commit)).isEqualTo(first);
    assertThat(within(Bounds.USUAL).files(source(commit), "demo")).isEqualTo(first);
    assertThat(server.asked()).isEqualTo(asked);
    assertThat(checkouts.files(source(commit), "other")).isNotEqualTo(first);
    assertThat(server.asked()).isGreaterThan(asked);
  }

  @Test
  void many_at_once_get_the_same_and_leave_no_part() throws Exception {
    var commit = plays.file("site.yml", "one").commit();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var all =
          threads.invokeAll(
              java.util.Collections.nCopies(
                  8,
                  // each as another server would
                  (Callable<Path>) () -> within(Bounds.USUAL).files(source(commit), "demo")));
      for (var one : all) {
        assertThat(one.get().resolve("site.yml")).hasContent("one");
      }
    }
    try (var shelf = Files.list(files(commit).getParent())) {
      assertThat(shelf).containsExactly(files(commit));
    }
  }

  @Test
  void what_a_killed_process_left_is_no_checkout_and_goes() throws Exception {
    var first = files(plays.file("site.yml", "one").commit());
    var part = Files.createDirectories(first.resolveSibling(".part-1-1/files"));
    Files.writeString(part.resolve("site.yml"), "half");
    var old = FileTime.from(Instant.now().minus(Duration.ofHours(2)));
    Files.setLastModifiedTime(part.getParent(), old);
    var other = files(plays.file("z.yml", "two").commit());
    assertThat(other.resolve("z.yml")).hasContent("two");
    assertThat(part).doesNotExist();
    assertThat(first).exists();
  }

  @Test
  void an_older_commit_comes_too_also_where_the_server_gives_none_alone() throws Exception {
    var old = plays.file("site.yml", "old").commit();
    plays.file("z.yml", "new").commit();
    server.givesNoSingleCommits();
    var at = files(old);
    assertThat(at.resolve("site.yml")).hasContent("old");
    assertThat(at.resolve("z.yml")).doesNotExist();
  }

  @Test
  void a_tag_is_resolved_and_a_branch_is_refused() throws Exception {
    var commit = plays.file("site.yml", "one").commit();
    plays.tag("v1.0", commit);
    assertThat(checkouts.resolve(source("v1.0"))).isEqualTo(commit);
    assertThat(failure(() -> checkouts.resolve(source("main"))))
        .returns("git-branch", Failure::code)
        .returns(Blame.USER, Failure::blame)
        .extracting(Failure::message)
        .asString()
        .contains("'main' is a branch", "name a commit by its 40 digits, or a tag");
    assertThat(failure(() -> checkouts.resolve(source("v9"))))
        .returns("unknown-commit", Failure::code);
  }

  @Test
  void a_commit_that_is_not_there_is_the_authors() throws Exception {
    plays.file("site.yml", "one").commit();
    assertThat(failure(() -> files(NONE)))
        .returns("unknown-commit", Failure::code)
        .returns(Blame.USER, Failure::blame)
        .extracting(Failure::message)
        .asString()
        .contains("has no commit " + NONE);
    server.givesNoSingleCommits();
    assertThat(failure(() -> files(NONE))).returns("unknown-commit", Failure::code);
  }

  @Test
  void a_host_that_is_away_is_tried_again() throws Exception {
    var commit = plays.file("site.yml", "one").commit();
    var away = source(commit);
    server.close();
    assertThat(failure(() -> checkouts.files(away, "demo")))
        .returns("git-unreachable", Failure::code)
        .returns(Blame.PROVIDER, Failure::blame);
    var nobody = Source.of("https://nobody.invalid/plays.git", commit, Login.NONE);
    assertThat(failure(() -> checkouts.files(nobody, "demo")))
        .returns("git-unreachable", Failure::code)
        .extracting(Failure::message)
        .asString()
        .contains("name is not known");
    server = new GitServer(plays.repository);
    assertThat(files(commit).resolve("site.yml")).exists();
  }

  @Test
  void it_is_fetched_through_the_proxy_that_an_environment_names() throws Exception {
    var commit = plays.file("site.yml", "one").commit();
    var proxy = Map.of("http_proxy", server.url().replace("/plays.git", ""));
    var far = Source.of("http://nobody.invalid/plays.git", commit, Login.NONE);
    assertThat(failure(() -> checkouts.files(far, "demo")))
        .returns("git-unreachable", Failure::code);
    assertThat(checkouts.files(far.through(proxy), "demo").resolve("site.yml")).exists();
    var near = source(commit).through(Map.of("http_proxy", "nobody.invalid:1", "no_proxy", "*"));
    assertThat(checkouts.files(near, "demo").resolve("site.yml")).exists();
  }

  @Test
  void a_place_without_a_repository_is_the_authors() throws Exception {
    var commit = plays.file("site.yml", "one").commit();
    var other = Source.of(server.url().replace("plays", "other"), commit, Login.NONE);
    assertThat(failure(() -> checkouts.files(other, "demo")))
        .returns("no-repository", Failure::code);
  }

  @Test
  void a_token_lets_in_and_lies_nowhere() throws Exception {
    var commit = plays.file("site.yml", "one").commit();
    server.letsInOnly("s3cr3t-token");
    assertThat(failure(() -> files(commit)))
        .returns("git-login-refused", Failure::code)
        .returns(Blame.PROVIDER, Failure::blame);
    var wrong = Source.of(server.url(), commit, new Login("", "s3cr3t-other", "", ""));
    assertThat(failure(() -> checkouts.files(wrong, "demo")))
        .returns("git-login-refused", Failure::code)
        .extracting(Failure::message)
        .asString()
        .doesNotContain("s3cr3t");
    var right = Source.of(server.url(), commit, new Login("", "s3cr3t-token", "", ""));
    assertThat(checkouts.files(right, "demo").resolve("site.yml")).exists();
    try (var all = Files.walk(directory.resolve("cache"))) {
      for (var file : all.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file)).doesNotContain("s3cr3t");
      }
    }
    assertThat(right.toString()).doesNotContain("s3cr3t");
  }

  @Test
  void a_token_is_not_given_to_another_host() throws Exception {
    var commit = plays.file("site.yml", "one").commit();
    try (var other = new GitServer(plays.repository)) {
      other.letsInOnly("s3cr3t-token");
      server.sendsAllTo(other.url());
      var sent = Source.of(server.url(), commit, new Login("", "s3cr3t-token", "", ""));
      assertThat(failure(() -> checkouts.files(sent, "demo")))
          .returns("git-login-refused", Failure::code);
      assertThat(other.logins()).isEmpty();
    }
  }

  @Test
  void what_is_too_big_or_too_slow_is_left_off() throws Exception {
    var noise = new StringBuilder();
    new java.util.Random(1).ints(300_000, 'a', 'z').forEach(c -> noise.append((char) c));
    var commit = plays.file("a", noise.toString()).file("b", "x").commit();
    var usual = Bounds.USUAL;
    var narrow = new Bounds(100_000, usual.written(), usual.files(), usual.time());
    assertThat(failure(() -> within(narrow).files(source(commit), "demo")))
        .returns("git-too-big", Failure::code);
    var small = new Bounds(usual.received(), 100_000, usual.files(), usual.time());
    assertThat(failure(() -> within(small).files(source(commit), "demo")))
        .returns("git-too-big", Failure::code);
    var few = new Bounds(usual.received(), usual.written(), 1, usual.time());
    assertThat(failure(() -> within(few).files(source(commit), "demo")))
        .returns("git-too-big", Failure::code);
    server.fallsSilent();
    var short_ = new Bounds(usual.received(), usual.written(), 9, Duration.ofSeconds(1));
    assertThat(failure(() -> within(short_).files(source(commit), "demo")))
        .returns(Blame.PROVIDER, Failure::blame);
    try (var left = Files.walk(directory.resolve("cache"))) {
      assertThat(left.filter(Files::isRegularFile)).isEmpty();
    }
  }

  @Test
  void a_cancel_ends_a_fetch_that_hangs() throws Exception {
    var commit = plays.file("site.yml", "one").commit();
    server.fallsSilent();
    var caught = new Exception[1];
    var thread =
        Thread.ofVirtual()
            .start(() -> {
              try {
                var unused = files(commit);
              } catch (Exception e) {
                caught[0] = e;
              }
            });
    while (server.asked() == 0) {
      Thread.onSpinWait();
    }
    thread.interrupt();
    assertThat(thread.join(Duration.ofSeconds(15))).isTrue();
    assertThat(caught[0]).isInstanceOf(InterruptedException.class);
  }

  @Test
  void trees_that_reach_outside_are_refused_whole() throws Exception {
    var folder = "a folder";
    plays.folder("..", "pwned", "x");
    refused();
    plays = plays("1").folder(".git", "config", "x");
    refused();
    plays = plays("2").file("a/../../pwned", "x");
    refused();
    plays = plays("3").link("link", "/etc/passwd");
    refused();
    plays = plays("4").link("link", "../../../pwned");
    refused();
    // each stays inside by its words; together they do not
    plays = plays("5").folder("a", "file", folder).link("b", "a/..").link("c", "b/../pwned");
    refused();
    plays = plays("6").link("link", "nowhere");
    refused();
    plays = plays("7").link("a", "b").link("b", "a");
    refused();
    plays = plays("8").submodule("other");
    refused();
    plays = plays("9").folder("twice", "x", "x").link("twice", "/tmp");
    refused();
    assertThat(directory.resolve("pwned")).doesNotExist();
    assertThat(directory.resolve("cache/pwned")).doesNotExist();
  }

  private Plays plays(String name) throws IOException {
    end();
    var next = new Plays(directory.resolve(name + ".git"));
    server = new GitServer(next.repository);
    return next;
  }

  private void refused() throws Exception {
    var commit = plays.commit();
    assertThat(failure(() -> files(commit)))
        .returns("git-leads-out", Failure::code)
        .returns(Blame.USER, Failure::blame);
  }

  @Test
  void the_servers_own_disk_is_read_only_where_the_operator_said() throws Exception {
    var commit = plays.file("site.yml", "one").commit();
    var here = Source.of("file://" + directory.resolve("plays.git"), commit, Login.NONE);
    assertThat(failure(() -> checkouts.files(here, "demo")))
        .returns("git-not-allowed", Failure::code)
        .returns(Blame.USER, Failure::blame);
    var shared = Files.createDirectory(directory.resolve("shared"));
    var allowed = within(Bounds.USUAL, shared, directory.resolve("missing"));
    assertThat(failure(() -> allowed.files(here, "demo")))
        .returns("git-not-allowed", Failure::code);
    Files.createSymbolicLink(shared.resolve("link.git"), directory.resolve("plays.git"));
    var link = Source.of("file://" + shared.resolve("link.git"), commit, Login.NONE);
    assertThat(failure(() -> allowed.files(link, "demo")))
        .returns("git-not-allowed", Failure::code);
    assertThat(within(Bounds.USUAL, directory).files(here, "demo").resolve("site.yml")).exists();
  }

  @Test
  void urls_and_names_that_cannot_be_meant_are_refused() {
    for (var url :
        List.of(
            "",
            "plays",
            "/etc",
            "git@example.org:plays.git",
            "ftp://example.org/plays.git",
            "ext::sh -c id",
            "https:///plays.git",
            "https://user:s3cr3t@example.org/plays.git",
            "ssh://-oProxyCommand=id/plays.git",
            "ssh://-x@example.org/plays.git",
            "https://example.org/a b",
            "https://example.org/\u0000",
            "https://example.org/" + "x".repeat(3000))) {
      assertThat(failure(() -> Source.of(url, NONE, Login.NONE)))
          .as(url)
          .returns("bad-git", Failure::code)
          .extracting(Failure::message)
          .asString()
          .doesNotContain("s3cr3t");
    }
    for (var at : List.of("", "-x", "a..b", "a b", "../x", "v\u0000", "x".repeat(300))) {
      assertThat(failure(() -> Source.of("https://example.org/x", at, Login.NONE)))
          .as(at)
          .returns("bad-git", Failure::code);
    }
  }
}
