package io.sutler.testkit;

import io.sutler.domain.OwnerTag;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Counts processes by the owner in their environment: an eye of its own beside the drivers'. */
public final class TaggedProcesses {
  private TaggedProcesses() {}

  /** Pids of all living processes of an owner. */
  public static List<Long> of(OwnerTag owner) {
    return of(owner, "");
  }

  /** Those whose command line holds a text. */
  public static List<Long> of(OwnerTag owner, String text) {
    var found = new ArrayList<Long>();
    try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (var process : processes) {
        if (read(process.resolve("environ")).contains("SUTLER_OWNER=" + owner.text() + "\0")
            && read(process.resolve("cmdline")).contains(text)) {
          found.add(Long.parseLong(String.valueOf(process.getFileName())));
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return found;
  }

  private static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }
}
