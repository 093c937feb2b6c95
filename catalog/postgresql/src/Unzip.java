import java.io.IOException;
import java.util.zip.ZipFile;

/** Writes the one .txz file of a jar to the output, where no unzip is installed. */
final class Unzip {
  public static void main(String[] arguments) throws IOException {
    try (var zip = new ZipFile(arguments[0])) {
      var entry = zip.stream().filter(e -> e.getName().endsWith(".txz")).findFirst().orElseThrow();
      zip.getInputStream(entry).transferTo(System.out);
    }
    System.out.flush();
  }
}
