package io.sutler.driver.local;

import io.sutler.domain.Blame;
import io.sutler.domain.OutputSpec;
import io.sutler.json.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Reads what a program wrote into its outputs file. */
public final class Outputs {
  private static final int MAX_BYTES = 1 << 20;
  private static final Pattern RESERVED = Pattern.compile("[\\u0000-\\u0002]|\\\\u000[0-2]");

  private Outputs() {}

  /**
   * The declared outputs among those written; no file means none.
   *
   * @param note told of outputs that nobody declared
   * @throws ProgramFailure when the file is no JSON object, too big, or lacks a required output
   */
  public static Map<String, Object> read(
      Path file, Map<String, OutputSpec> declared, Consumer<String> note)
      throws ProgramFailure, IOException {
    var known = written(file, declared, note);
    require(known, declared);
    return known;
  }

  /** As {@link #read}, but required ones may still come. */
  public static Map<String, Object> written(
      Path file, Map<String, OutputSpec> declared, Consumer<String> note)
      throws ProgramFailure, IOException {
    var known = new LinkedHashMap<String, Object>();
    var written = Files.exists(file) ? parse(file) : Map.<String, Object>of();
    written.forEach((name, value) -> {
      if (!declared.containsKey(name)) {
        note.accept("output '" + printable(name) + "' is not declared by the plan: ignored");
      } else if (value != null) {
        known.put(name, value);
      }
    });
    return known;
  }

  /**
   * Checks that none is lacking.
   *
   * @throws ProgramFailure {@code missing-outputs}
   */
  public static void require(Map<String, Object> known, Map<String, OutputSpec> declared)
      throws ProgramFailure {
    var missing = new TreeSet<String>();
    declared.forEach((name, spec) -> {
      if (spec.required() && !known.containsKey(name)) {
        missing.add(name);
      }
    });
    if (!missing.isEmpty()) {
      throw new ProgramFailure(
          Blame.USER,
          "missing-outputs",
          "it ended well without the outputs that its plan declares: "
              + String.join(", ", missing)
              + "; write them as a JSON object into the file $SUTLER_OUTPUTS");
    }
  }

  private static Map<String, Object> parse(Path file) throws ProgramFailure, IOException {
    if (!Files.isRegularFile(file)) {
      throw bad("is not a plain file");
    }
    byte[] bytes;
    try (var in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MAX_BYTES + 1);
    }
    if (bytes.length > MAX_BYTES) {
      throw bad("is larger than 1 MiB");
    }
    try {
      var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (text.isBlank()) {
        return Map.of();
      }
      if (RESERVED.matcher(text).find()) {
        throw bad("holds control characters that no output may have");
      }
      return Json.object(text);
    } catch (CharacterCodingException e) {
      throw bad("is not UTF-8");
    } catch (IllegalArgumentException e) {
      // the parser's own sentence may quote a secret
      throw bad("is not one JSON object");
    }
  }

  private static ProgramFailure bad(String how) {
    return new ProgramFailure(
        Blame.USER, "bad-outputs", "the file $SUTLER_OUTPUTS " + how + ": correct the program");
  }

  private static String printable(String name) {
    var clean = name.replaceAll("\\p{Cntrl}", "?");
    return clean.length() <= 100 ? clean : clean.substring(0, 100) + "...";
  }
}
