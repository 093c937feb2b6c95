package io.sutler.cloud.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import io.sutler.cloud.CloudRegion;
import io.sutler.cloud.CloudTrouble;
import java.util.Set;

/** Asks for one thing to be deleted that carries our mark, and for nothing else. */
record DeleteThing(Session session, CloudRegion region) {
  /** Not now: something still holds it; whoever asks looks and asks again. */
  private static final Set<Integer> HELD = Set.of(400, 409);

  void delete(String handle) throws CloudTrouble, InterruptedException {
    int colon = handle.indexOf(':');
    var id = handle.substring(colon + 1);
    switch (handle.substring(0, colon + 1)) {
      case SeeOpenstack.PORT -> described(Service.NETWORK, "/ports/", id, "port");
      case SeeOpenstack.ADDRESS -> described(Service.NETWORK, "/floatingips/", id, "floatingip");
      case SeeOpenstack.GROUP ->
          described(Service.NETWORK, "/security-groups/", id, "security_group");
      case SeeOpenstack.SERVER_GROUP ->
          one(Service.COMPUTE, "/os-server-groups/", id, "server_group", "/name");
      case SeeOpenstack.VOLUME ->
          one(Service.VOLUME, "/volumes/", id, "volume", "/metadata/" + Mark.KEY);
      case SeeOpenstack.KEY -> key(id);
      default -> server(handle);
    }
  }

  private void described(Service service, String path, String id, String key)
      throws CloudTrouble, InterruptedException {
    one(service, path, id, key, "/description");
  }

  private void one(Service service, String path, String id, String key, String where)
      throws CloudTrouble, InterruptedException {
    var at = path + Names.query(id);
    var there = session.find(service, at);
    if (there.isPresent() && isOurs(there.get().path(key), where)) {
      ask(service, at, true);
    }
  }

  private boolean isOurs(JsonNode said, String where) {
    return Owned.of(said, where, region).isPresent();
  }

  private void key(String name) throws CloudTrouble, InterruptedException {
    if (Mark.parse(name).filter(m -> m.isOurs(region)).isPresent()) {
      ask(Service.COMPUTE, "/os-keypairs/" + Names.query(name).replace("+", "%20"), false);
    }
  }

  /** The machine goes last: as long as it is seen, what belongs to it is asked for again. */
  private void server(String id) throws CloudTrouble, InterruptedException {
    var at = "/servers/" + Names.query(id);
    var there = session.find(Service.COMPUTE, at);
    if (there.isEmpty() || !isOurs(there.get().path("server"), "/metadata/" + Mark.KEY)) {
      return;
    }
    var ports = session.list(Service.NETWORK, "/ports?device_id=" + Names.query(id), "ports");
    for (var port : Owned.among(ports, "/description", region)) {
      var addresses =
          session.list(Service.NETWORK, "/floatingips?port_id=" + port.id(), "floatingips");
      for (var address : Owned.among(addresses, "/description", region)) {
        ask(Service.NETWORK, "/floatingips/" + address.id(), false);
      }
      ask(Service.NETWORK, "/ports/" + port.id(), false);
    }
    ask(Service.COMPUTE, at, false);
  }

  /** One that is gone already is no error. */
  private void ask(Service service, String path, boolean mayBeHeld)
      throws CloudTrouble, InterruptedException {
    var answer = session.call(service, "DELETE", path, "");
    boolean held = mayBeHeld && HELD.contains(answer.status());
    if (!answer.isGood() && !answer.isGone() && !held) {
      throw session.refusals().of(service.title(), answer);
    }
  }
}
