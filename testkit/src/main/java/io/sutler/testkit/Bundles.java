package io.sutler.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Makes small unpacked bundles for tests. */
public final class Bundles {
  private Bundles() {}

  /** Writes an executable shell script into a bundle's {@code bin/}; the first line is added. */
  public static void script(Path bundle, String name, String body) {
    try {
      var file = bundle.resolve("bin").resolve(name);
      Files.createDirectories(bundle.resolve("bin"));
      Files.writeString(file, "#!/bin/sh\n" + body);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
