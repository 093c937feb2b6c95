package io.sutler.api.michman;

import io.sutler.app.ApiUnderTest;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Michman's face of a server of its own, asked by its administrator. */
class OneFace {
  @TempDir Path data = Path.of("/");
  ApiUnderTest api;
  Client michman;

  @BeforeEach
  void start() throws Exception {
    api = new ApiUnderTest(data);
    michman = new Client(api, api.adminToken());
  }

  @AfterEach
  void stop() {
    api.close();
  }
}
