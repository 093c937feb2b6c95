package io.sutler.acceptance;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How the control plane is started as a process of its own.
 *
 * @param before the words before {@code java}: limits, another user
 * @param jvm its options
 * @param main its class
 */
record Program(List<String> before, List<String> jvm, String main) {
  // most live for seconds: compiling them well would take longer than they do
  private static final List<String> SHORT_LIVED =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx384m");

  /** The control plane, as people start it. */
  static final Program MAIN = new Program(List.of(), SHORT_LIVED, "io.sutler.app.Main");

  /** The {@code sutler} command. */
  static final Program CLI = new Program(List.of(), SHORT_LIVED, "io.sutler.cli.Main");

  /** With accidents that the files of a folder order. */
  static Program accidentProne(Path folder) {
    var jvm = new ArrayList<>(SHORT_LIVED);
    jvm.add("-XX:+UnlockDiagnosticVMOptions");
    jvm.add("-XX:-BytecodeVerificationRemote");
    jvm.add("-Daccidents=" + folder);
    return new Program(List.of(), jvm, "io.sutler.app.AccidentProne");
  }

  /** With these words before it. */
  Program after(String... words) {
    return new Program(List.of(words), jvm, main);
  }

  List<String> serve(Path data, List<String> settings) {
    var words = new ArrayList<>(List.of("serve", "--data", data.toString(), "--port", "0"));
    words.addAll(settings);
    return line(words);
  }

  List<String> line(List<String> words) {
    var line = new ArrayList<>(before);
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.add("--enable-native-access=ALL-UNNAMED");
    line.add("--sun-misc-unsafe-memory-access=allow");
    line.addAll(jvm);
    line.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
    line.addAll(words);
    return line;
  }
}
