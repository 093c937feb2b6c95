package io.sutler.cli;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Rewrites a jar's classes for this JVM. Picocli's are of Java 5's format, which the JVM neither
 * keeps in its start cache nor verifies quickly: that is half of a short command's time.
 */
final class Modernize {
  private static final int OLDEST_CACHED = 50;
  private static final ClassFile CLASSES =
      ClassFile.of(
          ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
          ClassFile.ClassHierarchyResolverOption.of(
              ClassHierarchyResolver.ofResourceParsing(Modernize.class.getClassLoader())));

  private Modernize() {}

  /** Puts a rewritten jar in its place at once, or leaves it; never half. */
  static void jar(Path jar) throws IOException {
    var fresh = Files.createTempFile(jar.toAbsolutePath().getParent(), ".modern", "");
    try {
      if (rewrite(jar, fresh)) {
        Files.setPosixFilePermissions(fresh, Files.getPosixFilePermissions(jar));
        Files.move(fresh, jar, StandardCopyOption.ATOMIC_MOVE);
      }
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private static boolean rewrite(Path from, Path to) throws IOException {
    var changed = false;
    try (var in = new ZipInputStream(Files.newInputStream(from));
        var out = new ZipOutputStream(Files.newOutputStream(to))) {
      for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        var bytes = in.readAllBytes();
        // the module's own description stays as it is: nothing loads it from a class path
        if (entry.getName().endsWith(".class") && !entry.getName().endsWith("module-info.class")) {
          var model = CLASSES.parse(bytes);
          if (model.majorVersion() < OLDEST_CACHED) {
            changed = true;
            bytes =
                CLASSES.transformClass(
                    model,
                    (builder, element) -> {
                      if (element instanceof ClassFileVersion) {
                        builder.withVersion(ClassFile.JAVA_8_VERSION, 0);
                      } else if (element instanceof MethodModel method) {
                        // touching the code is what makes it be written anew, with its frames
                        builder.transformMethod(
                            method, MethodTransform.transformingCode((code, e) -> code.with(e)));
                      } else {
                        builder.with(element);
                      }
                    });
          }
        }
        out.putNextEntry(new ZipEntry(entry.getName()));
        out.write(bytes);
        out.closeEntry();
      }
    }
    return changed;
  }
}
