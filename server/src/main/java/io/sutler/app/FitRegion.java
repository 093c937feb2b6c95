package io.sutler.app;

import io.sutler.domain.Refusal;
import io.sutler.domain.Region;
import io.sutler.intent.ManageRegions;
import io.sutler.store.Plans;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives the region of Michman's clusters what Michman's configuration says of it, at each start:
 * the file is what its operator edits. Other settings of the region stay.
 */
record FitRegion(MichmanSite site, Plans plans, ManageRegions manage) {
  private static final Logger LOG = LoggerFactory.getLogger(FitRegion.class);

  void fit() {
    if (site.regionSettings().isEmpty() && site.secrets().cloud().isEmpty()) {
      return;
    }
    var region = plans.region(Optional.empty(), site.region());
    if (region.isEmpty()) {
      LOG.warn(
          "there is no region '{}' for Michman's clusters yet: make it (sutler region set), and"
              + " start again so that it gets its network and mirrors",
          site.region());
      return;
    }
    try {
      fit(region.get());
    } catch (Refusal refusal) {
      LOG.warn("region {} did not get Michman's settings: {}", site.region(), refusal.sentence());
    }
  }

  private void fit(Region old) {
    var settings = new LinkedHashMap<>(old.settings());
    settings.putAll(site.regionSettings());
    if (!settings.equals(old.settings())) {
      var unused =
          manage.put(
              Itself.by("michman"),
              Optional.empty(),
              new Region(
                  old.name(),
                  old.project(),
                  old.kind(),
                  old.place(),
                  settings,
                  old.secret(),
                  old.drained(),
                  old.maxParallel()));
    }
    credentials(old);
  }

  /** Only of a cloud that has some: others would not know what to do with them. */
  private void credentials(Region region) {
    var path = site.secrets().cloud();
    if (!path.isEmpty() && region.kind().equals("openstack")) {
      manage.referCredentials(Itself.by("michman"), Optional.empty(), region.name(), path);
    }
  }
}
