package io.sutler.cloud;

import java.time.Duration;
import java.util.Map;

/**
 * What must be known of a cloud.
 *
 * @param kind as regions say it: container, hosts, openstack, ...
 * @param settings JSON Schema 2020-12 of a region's settings
 * @param suspends knows {@link Power#SUSPEND}
 * @param lookEvery how often it is looked at for what happened behind our back
 */
public record CloudTraits(
    String kind, Map<String, Object> settings, boolean suspends, Duration lookEvery) {}
