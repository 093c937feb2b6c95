package io.sutler.driver.local;

import io.sutler.driver.ComponentView;
import io.sutler.json.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Where the drivers keep their own files of a component, apart from those of its programs. */
public final class OwnFiles {
  private OwnFiles() {}

  /** The directory for them in a component's workspace. */
  public static Path of(ComponentView c) {
    return c.workspace().resolve(".sutler");
  }

  /** A file name for any text: its own letters where they are harmless, else a digest. */
  public static String safe(String text) {
    return text.matches("[A-Za-z0-9][A-Za-z0-9_-]{0,99}")
        ? text
        : Json.sha256(text.getBytes(StandardCharsets.UTF_8)).substring(0, 40);
  }
}
