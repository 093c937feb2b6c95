package io.sutler.app;

import io.sutler.catalog.Bundle;
import io.sutler.catalog.PlanParser;
import io.sutler.domain.Refusal;
import io.sutler.intent.PublishPlans;
import io.sutler.store.Plans;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the shipped plans for every project, as an operator would. Those that stand already
 * cost no more than a hash; those that the build has checked are not checked again, one that was
 * edited is.
 */
final class PublishCatalog implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(PublishCatalog.class);
  private final Path catalog;
  private final PublishPlans publish;
  private final Plans plans;

  PublishCatalog(Path catalog, PublishPlans publish, Plans plans) {
    this.catalog = catalog;
    this.publish = publish;
    this.plans = plans;
  }

  @Override
  public void run() {
    if (!Files.isDirectory(catalog)) {
      LOG.warn("{} is no directory: no plans are published from it", catalog);
      return;
    }
    var left = new TreeMap<Path, Refusal>();
    int before = -1;
    try (var found = Files.list(catalog)) {
      found
          .filter(d -> Files.exists(d.resolve(PlanParser.FILE)))
          .forEach(d -> publish(d).ifPresent(refusal -> left.put(d, refusal)));
    } catch (IOException e) {
      LOG.warn("{} cannot be read: {}", catalog, e.getMessage());
    }
    // one may use another that came later: go round while that helps
    while (left.size() != before) {
      before = left.size();
      for (var plan : List.copyOf(left.keySet())) {
        publish(plan).ifPresentOrElse(refusal -> left.put(plan, refusal), () -> left.remove(plan));
      }
    }
    left.forEach((plan, refusal) ->
        LOG.warn(
            "the plan in {} is not published: {} {}", plan, refusal.sentence(), refusal.faults()));
  }

  private Optional<Refusal> publish(Path plan) {
    try {
      var bundle = Bundle.pack(plan);
      if (plans.byDigest(bundle.digest()).isEmpty()) {
        if (ShippedPlans.areChecked(bundle)) {
          publish.publishChecked(Itself.by("catalogue"), bundle);
        } else {
          publish.publish(Itself.by("catalogue"), Optional.empty(), bundle.zip());
        }
      }
      return Optional.empty();
    } catch (Refusal refusal) {
      return Optional.of(refusal);
    }
  }
}
