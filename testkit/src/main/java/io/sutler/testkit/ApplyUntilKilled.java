package io.sutler.testkit;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.sutler.driver.ComponentView;
import io.sutler.driver.Driver;
import io.sutler.driver.Means;
import io.sutler.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A Sutler in a process of its own that carries out one step and can be killed while it does. */
public final class ApplyUntilKilled implements AutoCloseable {
  /** The means of making machines are no data; a driver on this machine needs none. */
  private static final ObjectMapper VIEWS =
      Json.mapper()
          .copy()
          .registerModule(
              new SimpleModule()
                  .addSerializer(
                      Means.class,
                      new StdSerializer<>(Means.class) {
                        private static final long serialVersionUID = 1;

                        @Override
                        public void serialize(
                            Means means, JsonGenerator out, SerializerProvider provider)
                            throws IOException {
                          out.writeBoolean(false);
                        }
                      })
                  .addDeserializer(
                      Means.class,
                      new StdDeserializer<>(Means.class) {
                        private static final long serialVersionUID = 1;

                        @Override
                        public Means deserialize(JsonParser in, DeserializationContext context) {
                          return Means.NONE;
                        }
                      }));

  private final Process process;

  private ApplyUntilKilled(Process process) {
    this.process = process;
  }

  /** Starts it and returns when it is about to apply. */
  public static ApplyUntilKilled start(
      Class<? extends Supplier<Driver>> drivers, ComponentView view, Path directory)
      throws Exception {
    var file = Files.createTempFile(directory, "view", ".json");
    Files.writeString(file, VIEWS.writeValueAsString(view));
    var process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "--enable-native-access=ALL-UNNAMED",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    ApplyUntilKilled.class.getName(),
                    drivers.getName(),
                    file.toString()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    if (process.getInputStream().read() != '.') {
      throw new IllegalStateException("the other Sutler did not start");
    }
    return new ApplyUntilKilled(process);
  }

  /** Waits so long for it to end by itself. */
  public boolean ended(long millis) throws InterruptedException {
    return process.waitFor(millis, TimeUnit.MILLISECONDS);
  }

  public long pid() {
    return process.pid();
  }

  /** {@code kill -9}. */
  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }

  /** The other process's own. */
  public static void main(String[] arguments) throws Exception {
    @SuppressWarnings("unchecked")
    var drivers =
        (Supplier<Driver>) Class.forName(arguments[0]).getDeclaredConstructor().newInstance();
    var view = VIEWS.readValue(Files.readString(Path.of(arguments[1])), ComponentView.class);
    var driver = drivers.get();
    driver.look(view.region());
    System.out.print('.');
    System.out.flush();
    driver.apply(view, new TestLog());
  }
}
