package io.sutler.bench;

import io.sutler.driver.ansible.FindMitogen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The same playbook on the same three hosts, by itself and as a step of a deployment. */
final class PlaybookBench {
  private static final String PLAN =
      """
      kind: Plan
      name: play
      version: 1.0.0
      parameters:
        machines: { type: array, items: { type: object } }
        key: { type: string, writeOnly: true }
        strategy: { type: string, default: linear }
      components:
        play:
          driver: ansible
          with:
            playbook: site.yml
            groups: { hosts: "${params.machines}" }
            key: "${params.key}"
            strategy: "${params.strategy}"
      """;
  private static final String PLAYBOOK =
      """
      - hosts: all
        tasks:
          - name: directories
            file: { path: "/srv/bench/{{ item }}", state: directory, mode: '0755' }
            loop: [a, b, c, d, e]
          - name: files
            copy: { dest: "/srv/bench/{{ item }}/file", content: "{{ item }} on {{ inventory_hostname }}", mode: '0644' }
            loop: [a, b, c, d, e]
          - name: user
            user: { name: bench, system: true }
          - name: lines
            lineinfile: { path: /srv/bench/lines, line: "{{ item }}", create: true, mode: '0644' }
            loop: [one, two, three]
          - name: command
            command: uname -a
          - name: look
            stat: { path: /srv/bench/lines }
          - name: service
            service: { name: ssh, state: started }
      """;

  private PlaybookBench() {}

  static void run(Flags flags, Report report) throws Exception {
    var missing = ThreeHosts.missing();
    if (missing.isPresent()) {
      report.line("skipped", missing.get());
      return;
    }
    int repeats = (int) flags.number("repeats", 7);
    var strategies = flags.values().getOrDefault("strategy", "linear,mitogen").split(",");
    try (var database = Databases.of("sqlite");
        var hosts = ThreeHosts.make(database.data())) {
      var bare = BarePlaybook.write(database.data(), hosts, PLAYBOOK);
      Files.writeString(database.data().resolve("bundle/plan.yaml"), PLAN);
      try (var server = ServerProcess.withPrograms(database, bare.programs())) {
        server.ready();
        OverheadBench.publish(server, database.data().resolve("bundle"));
        for (var strategy : strategies) {
          if (strategy.equals("mitogen") && bare.mitogen().isEmpty()) {
            report.line(
                "strategy", strategy, "skipped", "it is not installed: " + FindMitogen.INSTALL);
          } else {
            measure(new Both(bare, server, hosts, strategy), repeats, report);
          }
        }
      }
    }
  }

  private record Both(BarePlaybook bare, ServerProcess server, ThreeHosts hosts, String strategy) {}

  private static void measure(Both both, int repeats, Report report) throws Exception {
    double load = Load.now();
    // both have their first time behind them, and the hosts theirs
    double unused = both.bare().run(both.strategy());
    double unusedToo = through(both, "warm-up");
    var alone = new double[repeats];
    var aloneCpu = new double[repeats];
    var deployed = new double[repeats];
    var deployedCpu = new double[repeats];
    var serverCpu = new double[repeats];
    for (int i = 0; i < repeats; i++) {
      both.bare().forgetCpu();
      alone[i] = both.bare().run(both.strategy());
      aloneCpu[i] = both.bare().cpuSeconds();
      both.bare().forgetCpu();
      long cpu = both.server().cpuMillis();
      deployed[i] = through(both, "run-" + i);
      serverCpu[i] = (both.server().cpuMillis() - cpu) / 1e3;
      deployedCpu[i] = both.bare().cpuSeconds() + serverCpu[i];
    }
    report.line(
        "strategy", both.strategy(),
        "bareSeconds", Report.median(alone),
        "throughSutlerSeconds", Report.median(deployed),
        "ratio", Math.round(Report.median(deployed) / Report.median(alone) * 1000) / 1000.0,
        "bareCpuSeconds", Report.median(aloneCpu),
        "throughSutlerCpuSeconds", Report.median(deployedCpu),
        "ofThemTheServer", Report.median(serverCpu),
        "load", load);
  }

  /** Seconds from the command's acceptance to its end, as Sutler recorded them. */
  private static double through(Both both, String name) throws Exception {
    var params = new HashMap<String, Object>();
    params.put("machines", ThreeHosts.members());
    params.put("key", Files.readString(both.hosts().key()));
    params.put("strategy", both.strategy());
    var body =
        Map.<String, Object>of(
            "name", both.strategy() + "-" + name, "plan", "play", "params", params);
    var token = both.server().token();
    var taken = both.server().post(Rig.DEPLOYMENTS, token, body);
    if (taken.code() != 202) {
      throw new IOException("not taken: " + taken.body());
    }
    var command = "/api/v1/projects/demo/commands/" + taken.json().path("id").asText();
    while (true) {
      var told = both.server().get(command + "?wait=30s", token).json();
      var state = told.path("state").asText();
      if (state.equals("reached")) {
        var from = Instant.parse(told.path("createdAt").asText());
        return Duration.between(from, Instant.parse(told.path("endedAt").asText())).toNanos() / 1e9;
      }
      if (!state.equals("accepted")) {
        throw new IOException(name + " ended " + told);
      }
    }
  }

  static double sum(Path lines) throws IOException {
    return Files.readAllLines(lines).stream()
        .flatMap(line -> Arrays.stream(line.split(" ")))
        .filter(word -> word.matches("[0-9]+[.][0-9]+"))
        .mapToDouble(Double::parseDouble)
        .sum();
  }
}
