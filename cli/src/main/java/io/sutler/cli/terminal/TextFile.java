package io.sutler.cli.terminal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Files that a person named. */
public final class TextFile {
  private TextFile() {}

  /**
   * Its text; UTF-8.
   *
   * @param most bytes, in KiB: what is longer is the wrong file
   * @throws Mishap when it is not there, no text, or too long
   */
  public static String read(Path file, int most) {
    try (var in = Files.newInputStream(file)) {
      var bytes = in.readNBytes(most * 1024 + 1);
      if (bytes.length > most * 1024) {
        throw Mishap.usage(file + " is longer than " + most + " KiB", "is it the right file?");
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (NoSuchFileException e) {
      throw Mishap.usage("there is no file " + file);
    } catch (AccessDeniedException e) {
      throw Mishap.usage(file + " may not be read by you");
    } catch (CharacterCodingException e) {
      throw Mishap.usage(file + " is no text in UTF-8", "is it the right file?");
    } catch (IOException e) {
      throw Files.isDirectory(file)
          ? Mishap.usage(file + " is a directory, not a file")
          : Mishap.usage(file + " cannot be read: " + e.getMessage());
    }
  }
}
