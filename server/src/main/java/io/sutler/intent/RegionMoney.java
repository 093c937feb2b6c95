package io.sutler.intent;

import io.sutler.domain.GhostPolicy;
import io.sutler.domain.Refusal;
import io.sutler.domain.Region;
import io.sutler.meter.Prices;
import java.util.List;

/** What a region says of prices and ghosts, looked at before it is stored. */
final class RegionMoney {
  private RegionMoney() {}

  /**
   * @throws Refusal INVALID at the setting
   */
  static void require(Region region) {
    readable(GhostPolicy.SETTING, () -> GhostPolicy.of(region));
    readable(Prices.SETTING, () -> Prices.of(region, List.of()));
  }

  private interface Reading {
    Object read();
  }

  private static void readable(String setting, Reading reading) {
    try {
      var unused = reading.read();
    } catch (IllegalArgumentException e) {
      throw Refusal.invalid("/settings/" + setting, String.valueOf(e.getMessage()));
    }
  }
}
