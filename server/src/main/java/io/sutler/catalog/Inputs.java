package io.sutler.catalog;

import io.sutler.domain.Member;
import io.sutler.domain.OutputValue;
import io.sutler.domain.Plan;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * All that a plan's templates can speak of.
 *
 * @param params as {@link Params#check} gave them, without the bound ones
 * @param bound every bound parameter
 * @param secrets placeholder text by the name that {@link Resolver#secrets} gave
 * @param components by resolved name ({@code worker[a]}, {@code monitoring.agent}): only those that
 *     were applied to their end at least once
 * @param used finds a pinned plan by its digest
 */
public record Inputs(
    Map<String, Object> params,
    Map<String, Bound> bound,
    Map<String, String> secrets,
    Map<String, Seen> components,
    Where where,
    Function<String, Optional<Plan>> used) {

  /** What a bound parameter is given. */
  public sealed interface Bound {
    /** The provider's present output. */
    record Given(OutputValue value) implements Bound {}

    /** It is not there yet. */
    record NotYet() implements Bound {}

    /** What is given does not fit the parameter; {@code why} is a sentence for people. */
    record Unfit(String why) implements Bound {}
  }

  /** What is known of an applied component. */
  public record Seen(Map<String, OutputValue> outputs, List<Member> members) {}

  /** {@code deployment.name}, {@code deployment.project} and {@code deployment.region}. */
  public record Where(String deployment, String project, String region) {}
}
