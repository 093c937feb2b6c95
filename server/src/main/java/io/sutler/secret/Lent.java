package io.sutler.secret;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The last few secrets that previews speak of. Thread-safe. */
final class Lent {
  private static final int MOST = 1_000;
  private final Map<String, String> clear =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
          return size() > MOST;
        }
      };

  synchronized void put(String id, String text) {
    clear.put(id, text);
  }

  synchronized Optional<String> get(String id) {
    return Optional.ofNullable(clear.get(id));
  }
}
