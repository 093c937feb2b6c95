package io.sutler.bench;

import java.util.Arrays;
import java.util.List;

/** Runs one benchmark: {@code bench NAME [--json] [--store sqlite,postgresql] ...}. */
public final class Bench {
  private static final String USAGE =
      """
      usage: sutler bench NAME [--json] [--store sqlite,postgresql]
        accept    --callers 1,64 --commands 20000     durable commands a second
        converge  --in-flight 256 --deployments 20000 no-op deployments a second
        pickup    --standing 10,10000,100000          accepted command to first driver call
        start                                         start to writes accepted, RSS
        idle      --standing 10000,100000 --settle 90 CPU and RSS standing still
        recover   --standing 10000                    kill -9 to writes accepted (the same run as idle)
        api       --rate 2000                         GET one, list page, create
        cli                                           sutler get
        overhead  --sleep 1                           a script bare and through Sutler
        playbook  --strategy linear,mitogen           the same on three hosts in containers, bare and through Sutler
        servers   --servers 10,100 --boot 2           machines of a fake cloud against its boot; a death to its replacement
      example: sutler bench accept --store sqlite --json
      """;

  private Bench() {}

  public static void main(String[] args) throws Exception {
    if (args.length == 0 || args[0].startsWith("-")) {
      System.err.print(USAGE);
      System.exit(2);
    }
    var rest = List.of(Arrays.copyOfRange(args, 1, args.length));
    var flags = Flags.of(rest);
    var report = new Report(args[0], flags.json());
    switch (args[0]) {
      case "accept" -> AcceptBench.run(flags, report);
      case "converge" -> ConvergeBench.run(flags, report);
      case "pickup" -> PickupBench.run(flags, report);
      case "start" -> StartBench.run(flags, report);
      case "idle", "recover" -> StandingBench.run(flags, report);
      case "api" -> ApiBench.run(flags, report);
      case "cli" -> CliBench.run(flags, report);
      case "overhead" -> OverheadBench.run(flags, report);
      case "playbook" -> PlaybookBench.run(flags, report);
      case "servers" -> ServersBench.run(flags, report);
      default -> {
        System.err.println("no benchmark '" + args[0] + "'");
        System.err.print(USAGE);
        System.exit(2);
      }
    }
  }
}
