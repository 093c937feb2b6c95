package io.sutler.store;

import io.sutler.domain.Command;
import io.sutler.domain.ComponentRecord;
import io.sutler.domain.Deployment;
import io.sutler.domain.OutputValue;
import java.util.List;
import java.util.Map;

/**
 * All that one pass reads of the store.
 *
 * @param project the project's name
 * @param open commands that still go on, oldest first
 * @param bound by parameter: the provider's present output; absent where it is not there yet
 * @param mark of the work row when this was read
 */
public record Snapshot(
    Deployment deployment,
    String project,
    List<ComponentRecord> components,
    List<Command> open,
    Map<String, OutputValue> bound,
    long mark,
    int attempts) {}
