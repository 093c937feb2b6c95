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
        pickup    --standing 10,10000,1000000         accepted command to first driver call
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
      default -> {
        System.err.println("no benchmark '" + args[0] + "'");
        System.err.print(USAGE);
        System.exit(2);
      }
    }
  }
}
