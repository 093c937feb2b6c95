package io.sutler.intent;

import io.sutler.catalog.DriverFacts;
import io.sutler.catalog.Params;
import io.sutler.catalog.PlanParser;
import io.sutler.catalog.Resolver;
import io.sutler.domain.Plan;
import io.sutler.store.Plans.PlanRow;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * What intent knows of plans and drivers.
 *
 * @param load a stored row as a plan, each version parsed once; refuses as {@code plan-missing}
 *     when its bundle cannot be read
 * @param drivers by name: all that there are
 * @param suspending names of the drivers that know how to suspend
 */
public record Catalogue(
    Function<PlanRow, Plan> load,
    PlanParser parser,
    Params params,
    Resolver resolver,
    Map<String, DriverFacts> drivers,
    Set<String> suspending) {}
