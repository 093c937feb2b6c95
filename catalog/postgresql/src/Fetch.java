import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** Fetches a URL into a file, where neither curl nor wget is installed. */
final class Fetch {
  public static void main(String[] arguments) throws IOException {
    System.setProperty("java.net.useSystemProxies", "true");
    var connection = URI.create(arguments[0]).toURL().openConnection();
    connection.setConnectTimeout(15_000);
    connection.setReadTimeout(30_000);
    try (var input = connection.getInputStream()) {
      Files.copy(input, Path.of(arguments[1]));
    } catch (IOException e) {
      System.err.println(e);
      System.exit(1);
    }
  }
}
