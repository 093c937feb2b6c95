package io.sutler.driver.local;

import io.sutler.domain.Blame;
import io.sutler.domain.Region;
import io.sutler.driver.ComponentView;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Builds what a bundle's program is started with: its arguments and its whole environment.
 *
 * @param driver name of the driver that starts them
 */
public record Programs(String driver, LocalTools tools) {
  private static final int MAX_VALUE = 32 << 10;
  private static final int MAX_ALL = 256 << 10;

  /**
   * What one program is for.
   *
   * @param phase as {@code DEPLOY_PHASE}
   * @param operation as {@code DEPLOY_OPERATION}; empty for none
   * @param control directory for its parameters and outputs
   * @param spawn names this very start, so that all that comes of it is found
   */
  public record Purpose(String phase, Optional<String> operation, Path control, String spawn) {
    public Path outputs() {
      return control.resolve("outputs.json");
    }
  }

  /** The settings of a component's {@code with}. */
  @SuppressWarnings("unchecked")
  public static Map<String, Object> settings(ComponentView c) {
    return c.desired().inputs().get("settings") instanceof Map<?, ?> settings
        ? (Map<String, Object>) settings
        : Map.of();
  }

  /** How to reach what is fetched for a region: as this machine does, unless the region says. */
  public static Map<String, String> network(LocalTools tools, Region region) {
    var all = new LinkedHashMap<>(tools.network());
    all.putAll(regionEnvironment(region));
    return all;
  }

  /** What the region adds: proxies, versions of what its tools talk to. */
  private static Map<String, String> regionEnvironment(Region region) {
    var all = new LinkedHashMap<String, String>();
    if (region.settings().get("env") instanceof Map<?, ?> env) {
      env.forEach((name, value) -> all.put(String.valueOf(name), String.valueOf(value)));
    }
    return all;
  }

  /** The whole environment of a program. */
  public Map<String, String> environment(
      ComponentView c, Map<String, Integer> ports, Purpose purpose) throws IOException {
    var e = new LinkedHashMap<String, String>();
    e.put("PATH", tools.path());
    e.put("HOME", tools.home());
    e.put("LANG", "C.UTF-8");
    e.put("TMPDIR", PrivateFiles.directory(c.workspace().resolve("tmp")).toString());
    e.put(Proc.OWNER, c.owner().text());
    e.put(Proc.DRIVER, driver);
    e.put(Proc.SPAWN, purpose.spawn());
    e.put("SUTLER_STEP", c.stepTag());
    e.put("SUTLER_PROJECT", c.project());
    e.put("SUTLER_DEPLOYMENT", c.deployment());
    e.put("SUTLER_COMPONENT", c.desired().name());
    e.put("SUTLER_RUN_STATE", c.runState().name().toLowerCase(Locale.ROOT));
    e.put("SUTLER_KEEP_DATA", Boolean.toString(c.keepData()));
    e.put("SUTLER_PARAMS", purpose.control().resolve("params.json").toString());
    e.put("SUTLER_PARAMS_SH", purpose.control().resolve("params.sh").toString());
    e.put("SUTLER_OUTPUTS", purpose.outputs().toString());
    e.put("SUTLER_STORAGE", c.storage().toString());
    e.put("SUTLER_WORKSPACE", c.workspace().toString());
    e.put("SUTLER_BUNDLE", c.bundle().toString());
    e.put("SUTLER_CACHE", PrivateFiles.directory(tools.cache()).toString());
    e.put("SUTLER_JAVA", tools.java().toString());
    e.put("SUTLER_LIB", tools.lib().toString());
    var own = Set.copyOf(e.keySet());
    e.putAll(tools.network());
    regionEnvironment(c.region().region())
        .forEach((name, value) -> {
          if (!own.contains(name) && !name.startsWith("SUTLER_") && !name.startsWith("ANSIBLE_")) {
            e.put(name, value);
          }
        });
    e.put("DEPLOY_PHASE", purpose.phase());
    purpose.operation().ifPresent(name -> e.put("DEPLOY_OPERATION", name));
    ports.forEach((name, port) -> e.put("PORT_" + ParamFiles.variable(name), port.toString()));
    int room = MAX_ALL;
    for (var setting : ParamFiles.scalars(settings(c)).entrySet()) {
      int size = setting.getValue().length();
      // the kernel refuses long ones; the parameter files have them all
      if (size <= MAX_VALUE
          && size <= room
          && !holdsSecret(c, setting.getValue())
          && survives(setting.getValue())) {
        room -= size;
        e.put("PARAM_" + setting.getKey(), setting.getValue());
      }
    }
    return e;
  }

  /**
   * The arguments with the program's full path; a first word without a slash that the bundle does
   * not have is looked for on the path.
   *
   * @throws ProgramFailure when the bundle has no such program, or an argument holds a secret
   */
  public List<String> command(ComponentView c, List<String> words) throws ProgramFailure {
    for (var word : words) {
      if (holdsSecret(c, word)) {
        throw new ProgramFailure(
            Blame.USER,
            "secret-in-arguments",
            "a secret stands in the arguments of '"
                + words.getFirst()
                + "', where every user of the machine can read it: move it to 'settings'");
      }
    }
    var name = words.getFirst();
    var program = c.bundle().resolve(name).normalize();
    if (!program.startsWith(c.bundle().normalize())) {
      throw new ProgramFailure(
          Blame.USER, "no-program", "'" + name + "' is outside the bundle: name a file in it");
    }
    var command = new ArrayList<>(words);
    if (Files.isRegularFile(program)) {
      if (!Files.isExecutable(program)) {
        throw new ProgramFailure(
            Blame.USER,
            "no-program",
            "'" + name + "' is not executable: keep it under bin/ of the bundle");
      }
      command.set(0, program.toString());
    } else if (name.contains("/")) {
      throw new ProgramFailure(
          Blame.USER, "no-program", "the bundle has no file '" + name + "': add it, and publish");
    }
    return command;
  }

  // where Java was started with an ASCII locale, it passes ? for any other letter
  private static boolean survives(String value) {
    var encoding = System.getProperty("sun.jnu.encoding", "UTF-8");
    return Charset.forName(encoding).newEncoder().canEncode(value);
  }

  private static boolean holdsSecret(ComponentView c, String text) {
    return c.secrets().stream().anyMatch(secret -> !secret.isEmpty() && text.contains(secret));
  }
}
