package io.sutler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The shell script at the root, in a checkout of its own with a JDK and a Maven that only pretend.
 */
class LauncherTest {
  @TempDir Path root;
  private Path home;
  private Path checkout;
  private Path jdk;
  private final Map<String, String> variables = new LinkedHashMap<>();

  record Ran(int exit, String out, String err) {}

  @BeforeEach
  void clean_clone() throws IOException {
    home = Files.createDirectories(root.resolve("home"));
    checkout = Files.createDirectories(root.resolve("my checkout"));
    Files.copy(Path.of("..", "sutler").toRealPath(), checkout.resolve("sutler"));
    Files.setPosixFilePermissions(
        checkout.resolve("sutler"), PosixFilePermissions.fromString("rwxr-xr-x"));
    for (var module : List.of("wire", "server", "cli")) {
      Files.createDirectories(checkout.resolve(module + "/src/main"));
      Files.writeString(checkout.resolve(module + "/pom.xml"), "");
    }
    Files.writeString(checkout.resolve("pom.xml"), "");
    script(
        checkout.resolve("mvnw"),
        """
        echo built >> "$(dirname "$0")/builds"
        [ ! -f "$(dirname "$0")/broken" ] || { echo '[ERROR] it does not compile'; exit 1; }
        sleep 0.5
        for m in wire server cli; do mkdir -p $m/target/lib; cp "$(dirname "$0")/builds" $m/target/$m-0.1.0.jar; done
        """);
    jdk = jdk(root.resolve("jdks/jdk 25"), "25.0.1");
    script(root.resolve("bin/java"), "exit 9\n");
    variables.put("PATH", root.resolve("bin") + ":/usr/local/bin:/usr/bin:/bin");
    variables.put("HOME", home.toString());
    variables.put("SUTLER_JDKS", root.resolve("none").toString());
    // what goes on behind a command would write into a directory that a test removes
    variables.put("SUTLER_NO_AOT", "1");
  }

  private static Path jdk(Path home, String version) throws IOException {
    script(home.resolve("bin/javac"), "exit 0\n");
    script(
        home.resolve("bin/java"),
        """
        for a in "$@"; do
          case $a in -XX:AOTCacheOutput=*) echo cache > "${a#*=}" ;; esac
          [ "$before" != --data ] || { echo "{\\"url\\":\\"x\\",\\"pid\\":$$}" > "$a/server.json"; exec sleep 30; }
          before=$a
          echo "<$a>"
        done
        """);
    Files.writeString(
        home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
    return home;
  }

  private static void script(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Process start(Path program, String... arguments) throws IOException {
    var command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).directory(root.toFile());
    builder.environment().clear();
    builder.environment().putAll(variables);
    return builder.start();
  }

  private Ran run(Path program, String... arguments) throws Exception {
    var process = start(program, arguments);
    process.getOutputStream().close();
    var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    var err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ran(process.waitFor(), out, err);
  }

  private Ran run(String... arguments) throws Exception {
    return run(checkout.resolve("sutler"), arguments);
  }

  private long builds() throws IOException {
    var file = checkout.resolve("builds");
    return Files.exists(file) ? Files.readAllLines(file).size() : 0;
  }

  @Test
  void builds_once_and_passes_every_argument_as_it_is() throws Exception {
    variables.put("JAVA_HOME", jdk.toString());
    var first = run("get", "a b", "$(id)", "*");
    assertThat(first.exit()).as(first.err()).isZero();
    assertThat(first.out()).contains("<io.sutler.cli.Main>\n<get>\n<a b>\n<$(id)>\n<*>\n");
    assertThat(first.err()).contains("build         on first use");
    var second = run("get");
    assertThat(second.err()).isEmpty();
    assertThat(builds()).isEqualTo(1);
    var source = checkout.resolve("cli/src/main/New.java");
    Files.writeString(source, "");
    Files.setLastModifiedTime(
        source, java.nio.file.attribute.FileTime.fromMillis(System.currentTimeMillis() + 5_000));
    assertThat(run("get").err()).contains("build         again: sources have changed");
    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void what_was_tested_is_not_built_again_to_be_run() throws Exception {
    variables.put("JAVA_HOME", jdk.toString());
    var tested = run("test");
    assertThat(tested.exit()).as(tested.err()).isZero();
    assertThat(run("get").err()).isEmpty();
    assertThat(builds()).isEqualTo(1);
    Files.writeString(checkout.resolve("broken"), "");
    assertThat(run("test").exit()).isEqualTo(1);
  }

  @Test
  void start_caches_are_made_behind_the_first_command_and_used_then() throws Exception {
    variables.remove("SUTLER_NO_AOT");
    variables.put("JAVA_HOME", jdk.toString());
    assertThat(run("get").out()).doesNotContain("-XX:AOTCache");
    var command = checkout.resolve("cli/target/cli.aot");
    var kept =
        checkout
            .toRealPath()
            .resolve("target/run")
            .resolve(Files.readString(checkout.resolve("target/run/current")).strip());
    var server = kept.resolve("server.aot");
    var deadline = System.nanoTime() + 60_000_000_000L;
    while (Files.size(command) == 0 || Files.size(server) == 0) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      Thread.onSpinWait();
    }
    assertThat(run("get").out())
        .contains("<-XX:AOTCache=" + checkout.toRealPath() + "/cli/target/cli.aot>");
    assertThat(run("serve", "--port", "1").out()).contains("<-XX:AOTCache=" + server + ">");
    try (var left = Files.list(kept)) {
      assertThat(left.map(f -> f.getFileName().toString()))
          .containsExactlyInAnyOrder("server.aot", "server.jar", "lib");
    }
    variables.put("JAVA_TOOL_OPTIONS", "-Xshare:auto");
    assertThat(run("get").out()).doesNotContain("-XX:AOTCache");
  }

  @Test
  void a_control_plane_keeps_its_jars_when_the_next_build_writes_them_anew() throws Exception {
    variables.put("JAVA_HOME", jdk.toString());
    var first = run("serve").out();
    var source = checkout.resolve("cli/src/main/New.java");
    Files.writeString(source, "");
    Files.setLastModifiedTime(
        source, java.nio.file.attribute.FileTime.fromMillis(System.currentTimeMillis() + 5_000));
    var second = run("serve").out();
    var runs = checkout.toRealPath() + "/target/run/";
    assertThat(first).contains("<" + runs).contains("/server.jar:");
    assertThat(second).contains("<" + runs).isNotEqualTo(first);
    var jar = first.substring(first.indexOf(runs), first.indexOf("/server.jar:"));
    assertThat(Path.of(jar, "server.jar")).exists();
  }

  @Test
  void two_at_once_build_once() throws Exception {
    variables.put("JAVA_HOME", jdk.toString());
    var processes =
        List.of(
            start(checkout.resolve("sutler"), "get"),
            start(checkout.resolve("sutler"), "get"),
            start(checkout.resolve("sutler"), "get"));
    for (var process : processes) {
      process.getInputStream().readAllBytes();
      assertThat(process.waitFor()).isZero();
    }
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void a_failed_build_is_a_sentence_with_its_log_and_is_tried_again() throws Exception {
    variables.put("JAVA_HOME", jdk.toString());
    Files.writeString(checkout.resolve("broken"), "");
    var failed = run("get");
    assertThat(failed.exit()).isEqualTo(1);
    assertThat(failed.err())
        .contains("[ERROR] it does not compile")
        .contains("error: the build failed; all of it is in " + home + "/.cache/sutler/log/");
    Files.delete(checkout.resolve("broken"));
    assertThat(run("get").exit()).isZero();
  }

  @Test
  void works_through_links_from_anywhere() throws Exception {
    variables.put("JAVA_HOME", jdk.toString());
    Files.createSymbolicLink(root.resolve("bin/one"), Path.of("../my checkout/sutler"));
    Files.createSymbolicLink(root.resolve("bin/sutler"), Path.of("one"));
    var ran = run(root.resolve("bin/sutler"), "get");
    assertThat(ran.exit()).as(ran.err()).isZero();
    assertThat(ran.out()).contains(checkout.toRealPath() + "/cli/target/cli-0.1.0.jar:");
  }

  @Test
  void finds_a_jdk_that_is_new_enough() throws Exception {
    jdk(root.resolve("old"), "17.0.9");
    variables.put("JAVA_HOME", root.resolve("old").toString());
    variables.put("SUTLER_JDKS", root.resolve("jdks").toString());
    assertThat(run("get").exit()).isZero();
    variables.put("SUTLER_JAVA_HOME", root.resolve("old").toString());
    var wrong = run("get");
    assertThat(wrong.exit()).isEqualTo(1);
    assertThat(wrong.err())
        .contains(
            "error: SUTLER_JAVA_HOME is " + root.resolve("old") + ", which is no JDK 25 or newer");
  }

  @Test
  void fetches_a_jdk_once_and_checks_what_came() throws Exception {
    var archive = root.resolve("jdk.tar.gz");
    assertThat(
            new ProcessBuilder(
                    "tar",
                    "-czf",
                    archive.toString(),
                    "-C",
                    root.resolve("jdks").toString(),
                    "jdk 25")
                .start()
                .waitFor())
        .isZero();
    var bytes = Files.readAllBytes(archive);
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/jdk",
        exchange -> {
          try (exchange) {
            var head = exchange.getRequestMethod().equals("HEAD");
            exchange.getResponseHeaders().add("Content-Length", String.valueOf(bytes.length));
            exchange.sendResponseHeaders(200, head ? -1 : bytes.length);
            if (!head) {
              exchange.getResponseBody().write(bytes);
            }
          }
        });
    server.start();
    try {
      variables.put("SUTLER_JDK_URL", "http://127.0.0.1:" + server.getAddress().getPort() + "/jdk");
      variables.put("SUTLER_JDK_SHA256", "0".repeat(64));
      var forged = run("get");
      assertThat(forged.exit()).isEqualTo(1);
      assertThat(forged.err()).contains("is not what was promised");
      variables.put(
          "SUTLER_JDK_SHA256",
          HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
      var fetched = run("get");
      assertThat(fetched.exit()).as(fetched.err()).isZero();
      assertThat(fetched.err())
          .contains("none found: fetching http://127.0.0.1:")
          .contains("(0 MB)")
          .contains("SHA-256 is as promised")
          .contains("unpacked to " + home + "/.cache/sutler/jdk/25");
      assertThat(run("get").err()).isEmpty();
    } finally {
      server.stop(0);
    }
    try (var left = Files.list(home.resolve(".cache/sutler/jdk"))) {
      assertThat(left.map(Path::getFileName).map(Path::toString)).containsExactly("25");
    }
  }

  @Test
  void says_what_to_do_when_there_is_no_jdk_to_be_had() throws Exception {
    variables.put("SUTLER_JDK_URL", "http://127.0.0.1:1/jdk");
    var none = run("get");
    assertThat(none.exit()).isEqualTo(1);
    assertThat(none.err())
        .contains("error: the JDK could not be fetched from http://127.0.0.1:1/jdk")
        .contains("SUTLER_JAVA_HOME");
  }
}
