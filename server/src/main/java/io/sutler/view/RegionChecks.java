package io.sutler.view;

import io.sutler.domain.Finding;
import io.sutler.domain.Region;
import java.util.List;

/** Asks whether a region can be worked with. */
public interface RegionChecks {
  /** Every question with its answer; empty where nothing is needed of it. May take seconds. */
  List<Finding> check(Region region) throws InterruptedException;
}
