package io.sutler.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

/**
 * One page of a list.
 *
 * @param next give it as {@code after} to get the next page; empty on the last
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Page<T>(List<T> items, Optional<String> next) {
  public Page {
    items = items == null ? List.of() : List.copyOf(items);
  }
}
