package io.sutler.cloud.hosts;

import io.sutler.cloud.CloudRegion;
import io.sutler.cloud.MachineOrder;
import io.sutler.domain.OwnerTag;
import java.util.Map;
import java.util.TreeMap;

/** What a host keeps a record of, for a member of a region of an installation. Pure. */
interface WrittenDown {
  OwnerTag owner();

  /** Of which installation's region the host was leased. */
  String region();

  String member();

  default boolean isIn(CloudRegion in) {
    return owner().installation().equals(in.installation()) && region().equals(Lease.region(in));
  }

  default boolean isFor(MachineOrder order) {
    return owner().equals(order.owner()) && member().equals(order.name());
  }

  /** How each record tells whose it is; a new map, for what else it tells. */
  default TreeMap<String, Object> whose() {
    var all = new TreeMap<String, Object>();
    all.put("kept_by", "sutler");
    all.put("installation", owner().installation());
    all.put("deployment", owner().deployment().value());
    all.put("component", owner().component());
    all.put("region", region());
    all.put("member", member());
    return all;
  }

  /** A text of a record; empty for what is none. */
  static String said(Map<String, Object> all, String name) {
    return all.get(name) instanceof String text ? text : "";
  }
}
