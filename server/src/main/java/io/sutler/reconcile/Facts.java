package io.sutler.reconcile;

import io.sutler.domain.ComponentRecord;
import io.sutler.domain.Observation;
import java.util.Optional;

/** What is known of one component: what was recorded of it, and what was just seen. */
public record Facts(Optional<ComponentRecord> record, Observation observation) {}
