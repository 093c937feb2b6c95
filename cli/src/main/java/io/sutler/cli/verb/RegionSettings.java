package io.sutler.cli.verb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sutler.cli.print.Data;
import io.sutler.cli.terminal.Mishap;
import java.util.List;
import picocli.CommandLine.Option;

/** What a region's cloud and its tools are told. */
public final class RegionSettings {
  @Option(
      names = "--setting",
      paramLabel = "NAME=VALUE",
      description = "endpoint, network, ...: text or JSON")
  List<String> settings = List.of();

  @Option(
      names = "--env",
      paramLabel = "NAME=VALUE",
      description = "in the environment of the tools that work there")
  List<String> env = List.of();

  void into(ObjectNode map) {
    for (var setting : settings) {
      var at = equals("--setting", setting, "network=10.0.0.0/24");
      var value = setting.substring(at + 1);
      map.set(setting.substring(0, at), Data.maybe(value).orElseGet(() -> Data.text(value)));
    }
    for (var variable : env) {
      var at = equals("--env", variable, "no_proxy=10.0.0.0/8");
      map.withObjectProperty("env").put(variable.substring(0, at), variable.substring(at + 1));
    }
  }

  private static int equals(String option, String text, String example) {
    var at = text.indexOf('=');
    if (at < 1) {
      throw Mishap.usage(
          option + " " + text + " has no NAME=VALUE", "example: " + option + " " + example);
    }
    return at;
  }
}
