package io.sutler.driver.ansible;

import io.sutler.driver.StepLog;
import io.sutler.driver.local.LastLines;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Ends on the machines what a cut-off step left running there: every process with the step's tag.
 * As far as they can be reached in time; the log says what came of it.
 */
record SweepHosts(PlaybookFiles files, boolean become) {
  private static final Duration MOST = Duration.ofSeconds(8);
  private static final String SCRIPT =
      """
      tag='SUTLER_STEP=%s'
      find_all() {
        for p in /proc/[0-9]*; do
          [ "${p#/proc/}" = $$ ] && continue
          tr '\\0' '\\n' <"$p/environ" 2>&1 | grep -qxF "$tag" && echo "${p#/proc/}"
        done
      }
      all=$(find_all)
      [ "$all" ] || exit 0
      kill $all
      sleep 1
      left=$(find_all)
      [ -z "$left" ] || kill -9 $left
      echo $all
      """;

  /** Finishes within some seconds also when interrupted, and leaves the flag as it was. */
  void sweep(List<Host> hosts, String tag, StepLog log) {
    if (!tag.matches("[A-Za-z0-9._/-]{1,200}")) {
      return;
    }
    boolean interrupted = Thread.interrupted();
    var threads = new ArrayList<Thread>();
    for (var host : hosts) {
      threads.add(Thread.ofVirtual().start(() -> one(host, SCRIPT.formatted(tag), log)));
    }
    for (var thread : threads) {
      try {
        thread.join(MOST.plusSeconds(1));
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void one(Host host, String script, StepLog log) {
    try {
      var said = ask(host, script);
      if (!said.isEmpty()) {
        log.note("ended on " + host.name() + " what still ran there: pid " + said);
      }
    } catch (IOException e) {
      log.note(
          "something may still run on "
              + host.name()
              + ": it could not be asked: "
              + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String ask(Host host, String script) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("ssh"));
    command.addAll(files.sshOptions());
    command.addAll(List.of("-o", "BatchMode=yes", "-o", "ConnectTimeout=4"));
    command.addAll(List.of("-o", "HostKeyAlias=" + host.alias(), "-p", "" + host.port()));
    files.keyFile().ifPresent(key -> command.addAll(List.of("-i", key.toString())));
    if (!host.login().isEmpty()) {
      command.addAll(List.of("-l", host.login()));
    }
    command.addAll(List.of("--", host.address()));
    command.add(become && !host.login().equals("root") ? "sudo -n sh -s" : "sh -s");
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (var in = process.getOutputStream()) {
      in.write(script.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // it ended before it listened; what it says tells why
    }
    if (!process.waitFor(MOST.toMillis(), TimeUnit.MILLISECONDS)) {
      process.destroyForcibly();
      throw new IOException("no answer within " + MOST.toSeconds() + " s");
    }
    var said =
        LastLines.of(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    if (process.exitValue() != 0) {
      throw new IOException(said.isEmpty() ? "exit code " + process.exitValue() : said);
    }
    return said;
  }
}
