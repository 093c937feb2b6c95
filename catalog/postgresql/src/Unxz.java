import java.io.IOException;
import org.tukaani.xz.XZInputStream;

/** Unpacks .xz from the input to the output, where no xz is installed. */
final class Unxz {
  public static void main(String[] arguments) throws IOException {
    try (var input = new XZInputStream(System.in)) {
      input.transferTo(System.out);
    }
    System.out.flush();
  }
}
