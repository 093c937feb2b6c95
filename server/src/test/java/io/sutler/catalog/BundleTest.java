package io.sutler.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sutler.domain.Refusal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleTest {
  @TempDir Path directory;

  private static byte[] zip(String... entries) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (var name : entries) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(name.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  private static void refused(byte[] zip, String why) {
    assertThatThrownBy(() -> Bundle.read(zip))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining(why);
  }

  private Path write(String path, String text) throws IOException {
    var file = directory.resolve("plan").resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  @Test
  void a_directory_comes_out_as_it_went_in() throws IOException {
    write("plan.yaml", "kind: Plan");
    write("bin/run", "#!/bin/sh");
    write("lib/bin/x", "data");
    write(".git/config", "secret");
    write("lib/.DS_Store", "junk");
    var bundle = Bundle.read(Bundle.pack(directory.resolve("plan")).zip());
    assertThat(bundle.files())
        .extracting(Bundle.File::path)
        .containsExactly("bin/run", "lib/bin/x", "plan.yaml");
    var target = directory.resolve("deep/er/target");
    bundle.unpack(target);
    assertThat(target.resolve("lib/bin/x")).hasContent("data");
    assertThat(mode(target.resolve("bin/run"))).isEqualTo("r-xr-xr-x");
    assertThat(mode(target.resolve("lib/bin/x"))).isEqualTo("r--r--r--");
    assertThat(target.getParent()).isDirectoryNotContaining(p -> !p.equals(target));
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void unpacking_again_changes_nothing() throws IOException {
    var target = directory.resolve("t");
    new Bundle(Map.of("a", new byte[] {1})).unpack(target);
    new Bundle(Map.of("b", new byte[] {1})).unpack(target);
    assertThat(target).isDirectoryContaining(p -> p.endsWith("a"));
    assertThat(target).isDirectoryNotContaining(p -> p.endsWith("b"));
  }

  @Test
  void unpacking_at_once_from_many_threads_is_the_same_as_once() throws Exception {
    var files = new HashMap<String, byte[]>();
    for (int i = 0; i < 50; i++) {
      files.put("d" + i % 5 + "/f" + i, new byte[1000]);
    }
    var bundle = new Bundle(files);
    var target = directory.resolve("many/t");
    try (var threads = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
      var all =
          threads.invokeAll(
              java.util.Collections.nCopies(
                  20,
                  () -> {
                    bundle.unpack(target);
                    return Files.readAllBytes(target.resolve("d4/f49")).length;
                  }));
      for (var one : all) {
        assertThat(one.get()).isEqualTo(1000);
      }
    }
    assertThat(target.getParent()).isDirectoryNotContaining(p -> !p.equals(target));
  }

  @Test
  void the_digest_is_of_the_content_alone() throws IOException {
    var one = Bundle.read(zip("plan.yaml", "bin/a", "bin/b"));
    var other = Bundle.read(zip("bin/b", "plan.yaml", "bin/", "bin/a"));
    assertThat(other.digest()).isEqualTo(one.digest());
    assertThat(other.zip()).isEqualTo(one.zip());
    assertThat(Bundle.read(zip("plan.yaml", "bin/a", "bin/c")).digest()).isNotEqualTo(one.digest());
  }

  @Test
  void paths_that_lead_out_or_hide_are_refused() throws IOException {
    for (var path :
        List.of(
            "../x",
            "a/../../x",
            "/etc/passwd",
            "a//b",
            "./a",
            "a/.",
            "..",
            "a\\b",
            "C:x",
            "a\nb",
            "a\u202eb",
            "a ",
            " a/b",
            "cafe\u0301",
            "x".repeat(300),
            "a/".repeat(30) + "b")) {
      refused(zip("plan.yaml", path), "no path that a bundle may hold");
    }
    refused(zip("plan.yaml", "../"), "no path that a bundle may hold");
  }

  @Test
  void names_that_differ_only_in_case_are_refused() throws IOException {
    refused(zip("bin/Run", "bin/run"), "letter case");
    refused(zip("stra\u00dfe", "STRASSE"), "letter case");
    refused(zip("a", "A/b"), "a file and a directory");
  }

  @Test
  void duplicate_names_are_refused() throws IOException {
    byte[] zip = zip("aaaa", "bbbb");
    refused(replace(zip, "bbbb", "aaaa"), "twice");
  }

  @Test
  void a_zip_that_shows_other_names_to_other_tools_is_refused() throws IOException {
    byte[] zip = zip("aaaa", "bbbb");
    int central = lastIndexOf(zip, "bbbb");
    zip[central] = 'c';
    refused(zip, "no intact zip");
  }

  @Test
  void links_are_refused() throws IOException {
    byte[] zip = zip("plan.yaml", "link");
    int entry = lastIndexOf(zip, "link") - 46;
    zip[entry + 5] = 3;
    zip[entry + 41] = (byte) 0xA1;
    refused(zip, "link");
    Files.createDirectories(directory.resolve("plan"));
    Files.createSymbolicLink(directory.resolve("plan/passwd"), Path.of("/etc/passwd"));
    assertThatThrownBy(() -> Bundle.pack(directory.resolve("plan")))
        .hasMessageContaining("no links");
  }

  @Test
  void bombs_are_refused_before_they_fill_the_memory() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("bomb"));
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 200; i++) {
        zip.write(zeros);
      }
    }
    refused(bytes.toByteArray(), "too large");
    var names = new String[2_001];
    java.util.Arrays.setAll(names, i -> "f" + i);
    refused(zip(names), "more than 2000 files");
    refused(new byte[Bundle.MAX_PACKED + 1], "too large");
  }

  @Test
  void what_is_no_zip_is_refused() throws IOException {
    refused(new byte[0], "zip");
    refused("hello".getBytes(StandardCharsets.UTF_8), "zip");
    byte[] whole = zip("plan.yaml", "bin/run");
    for (int length = 1; length < whole.length; length++) {
      byte[] cut = java.util.Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> Bundle.read(cut)).isInstanceOf(Refusal.class);
    }
  }

  @Test
  void flipped_bytes_never_do_more_than_be_refused() throws IOException {
    byte[] whole = zip("plan.yaml", "bin/run", "lib/x.sh");
    var random = new java.util.Random(7);
    for (int i = 0; i < 5_000; i++) {
      byte[] flipped = whole.clone();
      for (int n = 0; n < 3; n++) {
        flipped[random.nextInt(flipped.length)] = (byte) random.nextInt(256);
      }
      try {
        assertThat(Bundle.read(flipped).files()).isNotEmpty();
      } catch (Refusal e) {
        assertThat(e.sentence()).isNotBlank();
      }
    }
  }

  @Test
  void an_empty_directory_or_none_is_refused() throws IOException {
    Files.createDirectories(directory.resolve("empty"));
    assertThatThrownBy(() -> Bundle.pack(directory.resolve("empty"))).hasMessageContaining("empty");
    assertThatThrownBy(() -> Bundle.pack(directory.resolve("none")))
        .hasMessageContaining("no directory");
  }

  private static byte[] replace(byte[] zip, String what, String with) {
    return new String(zip, StandardCharsets.ISO_8859_1)
        .replace(what, with)
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private static int lastIndexOf(byte[] zip, String name) {
    return new String(zip, StandardCharsets.ISO_8859_1).lastIndexOf(name);
  }
}
