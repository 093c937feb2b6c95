package io.sutler.cloud.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import io.sutler.cloud.CloudRegion;
import io.sutler.cloud.CloudTrouble;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** All that is ours, service by service. */
record Snapshot(
    List<Owned> servers,
    List<Owned> keys,
    List<Owned> serverGroups,
    List<Owned> ports,
    List<Owned> addresses,
    List<Owned> groups,
    List<Owned> volumes) {
  private static final String DESCRIPTION = "/description";

  /**
   * Asks all services at once.
   *
   * @throws CloudTrouble when one of them did not tell: nothing may be concluded then
   */
  static Snapshot take(Session session, CloudRegion region)
      throws CloudTrouble, InterruptedException {
    var mine = "?project_id=" + session.token().project();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var servers =
          threads.submit(
              ours(
                  region,
                  "/metadata/" + Mark.KEY,
                  () -> session.list(Service.COMPUTE, "/servers/detail", "servers")));
      var keys =
          threads.submit(
              ours(
                  region,
                  "/name",
                  () ->
                      session
                          .get(Service.COMPUTE, "/os-keypairs")
                          .path("keypairs")
                          .findValues("keypair")));
      var serverGroups =
          threads.submit(
              ours(
                  region,
                  "/name",
                  () -> session.get(Service.COMPUTE, "/os-server-groups").path("server_groups")));
      var ports =
          threads.submit(
              ours(
                  region,
                  DESCRIPTION,
                  () -> session.list(Service.NETWORK, "/ports" + mine, "ports")));
      var addresses =
          threads.submit(
              ours(
                  region,
                  DESCRIPTION,
                  () -> session.list(Service.NETWORK, "/floatingips" + mine, "floatingips")));
      var groups =
          threads.submit(
              ours(
                  region,
                  DESCRIPTION,
                  () ->
                      session.list(Service.NETWORK, "/security-groups" + mine, "security_groups")));
      var volumes =
          threads.submit(
              ours(
                  region,
                  "/metadata/" + Mark.KEY,
                  () ->
                      session.has(Service.VOLUME)
                          ? session.list(Service.VOLUME, "/volumes/detail", "volumes")
                          : List.<JsonNode>of()));
      try {
        return new Snapshot(
            withFaults(got(servers), session),
            got(keys),
            got(serverGroups),
            got(ports),
            got(addresses),
            got(groups),
            got(volumes));
      } catch (CloudTrouble | InterruptedException | RuntimeException e) {
        threads.shutdownNow();
        throw e;
      }
    }
  }

  private static Callable<List<Owned>> ours(
      CloudRegion region, String where, Callable<Iterable<JsonNode>> list) {
    return () -> Owned.among(list.call(), where, region);
  }

  private static List<Owned> got(Future<List<Owned>> one)
      throws CloudTrouble, InterruptedException {
    try {
      return one.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case CloudTrouble trouble -> throw trouble;
        case InterruptedException interrupted -> throw interrupted;
        case null, default -> throw new IllegalStateException(e.getCause());
      }
    }
  }

  /** Lists leave out why one failed. */
  private static List<Owned> withFaults(List<Owned> servers, Session session)
      throws CloudTrouble, InterruptedException {
    var all = new ArrayList<Owned>();
    for (var server : servers) {
      boolean untold = server.text("/status").equals("ERROR") && !server.said().has("fault");
      all.add(
          untold
              ? session
                  .find(Service.COMPUTE, "/servers/" + server.id())
                  .map(one -> new Owned(server.mark(), one.path("server")))
                  .orElse(server)
              : server);
    }
    return all;
  }
}
