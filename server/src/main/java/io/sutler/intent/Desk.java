package io.sutler.intent;

import io.sutler.access.Access;
import io.sutler.domain.Plan;
import io.sutler.secret.SecretBox;
import io.sutler.store.Plans.PlanRow;
import io.sutler.store.Store;
import java.time.InstantSource;
import java.util.function.Function;

/**
 * What every write of intent works with.
 *
 * @param parse a stored plan's document as a plan; called once per digest
 */
public record Desk(
    Store store,
    Access access,
    SecretBox secrets,
    Function<PlanRow, Plan> parse,
    InstantSource clock) {}
