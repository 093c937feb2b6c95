package io.sutler.execute;

import io.sutler.domain.Step;
import io.sutler.driver.Progress;
import java.util.Optional;

/**
 * How one task ended.
 *
 * @param progress empty when it was cancelled
 */
public record Ended(Task task, Step step, Optional<Progress> progress) {}
