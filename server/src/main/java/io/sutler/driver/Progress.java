package io.sutler.driver;

import io.sutler.domain.Failure;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** How far a step came. */
public sealed interface Progress {
  /**
   * It is done.
   *
   * @param outputs by name, clear data; control seals those declared secret
   * @param handle replaces the component's handle where present
   * @param kept a handle and size of storage kept by a removal
   */
  record Done(Map<String, Object> outputs, Optional<String> handle, Optional<Kept> kept)
      implements Progress {
    public Done() {
      this(Map.of(), Optional.empty(), Optional.empty());
    }

    public Done(Map<String, Object> outputs) {
      this(outputs, Optional.empty(), Optional.empty());
    }
  }

  /** It goes on by itself: call again with this handle after {@code lookAgain}. */
  record Waiting(String handle, Duration lookAgain, String reason) implements Progress {}

  /** It failed; nothing that the step started still runs. */
  record Failed(Failure failure) implements Progress {}

  /** Storage kept by a removal, and its size in bytes. */
  record Kept(String handle, long bytes) {}
}
