package io.sutler.app;

import io.sutler.access.FirstStart;
import io.sutler.api.HttpServer;
import io.sutler.api.Metrics;
import io.sutler.api.Probes;
import io.sutler.api.Route;
import io.sutler.api.v1.V1;
import io.sutler.control.Control;
import io.sutler.secret.KeyCheck;
import io.sutler.secret.MasterKey;
import io.sutler.secret.vault.KeepToken;
import io.sutler.secret.vault.ReadVault;
import io.sutler.store.Store;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A running server. It accepts writes as soon as {@link #start} returns; the rest (catalogue,
 * standing deployments) comes behind. Closing it is like a crash, only gentler: what deployments
 * run lives on.
 */
public final class Sutler implements AutoCloseable {
  private final Settings settings;
  private final Store store;
  private final HttpServer http;
  private final Optional<HttpServer> michman;
  private final Control control;
  private final MichmanJournal journal;
  private final Rooms rooms;
  private final Optional<KeepToken> vaultToken;

  private Sutler(
      Settings settings,
      Rooms rooms,
      HttpServer http,
      Optional<HttpServer> michman,
      Control control,
      MichmanJournal journal) {
    this.settings = settings;
    this.store = rooms.store();
    this.rooms = rooms;
    this.http = http;
    this.michman = michman;
    this.control = control;
    this.journal = journal;
    this.vaultToken = rooms.vault().map(ReadVault::keepToken);
  }

  /**
   * @param environment of the process: the master key may be in it
   * @throws CannotStart with a sentence
   */
  static Sutler start(Settings given, Map<String, String> environment, InstantSource clock) {
    return start(given, environment, clock, store -> store);
  }

  /**
   * @param through what every use of the store goes through
   */
  static Sutler start(
      Settings given,
      Map<String, String> environment,
      InstantSource clock,
      UnaryOperator<Store> through) {
    var data = DataDirectory.open(given.data());
    var settings = given.at(data.place(given.place()));
    var journal = new MichmanJournal(settings.site(), clock);
    var opened = through.apply(OpenStore.open(settings, clock));
    var store = journal.logstash().map(to -> ShipLogs.of(opened, to)).orElse(opened);
    try {
      var key = masterKey(environment, settings.data(), store);
      FirstStart.prepare(store, settings.data(), settings.place(), clock);
      var drivers =
          Drivers.all(settings.data(), environment, Clouds.all(settings.data(), clock), clock);
      var rooms = new Rooms(settings, store, drivers, key, clock);
      var control = control(settings, rooms, clock);
      var server = new Describe(settings, store, drivers, clock.instant());
      var metrics = new Metrics();
      Gauges.add(metrics, rooms.store(), control);
      var http = http(settings, rooms, server, metrics, clock, journal);
      var michman = MichmanFace.own(settings, rooms, metrics, clock, journal);
      var sutler = new Sutler(settings, rooms, http, michman, control, journal);
      sutler.start();
      return sutler;
    } catch (IOException e) {
      store.close();
      throw new CannotStart(1, "the data directory cannot be written: " + e.getMessage());
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
  }

  private static MasterKey masterKey(Map<String, String> environment, Path data, Store store)
      throws IOException {
    try {
      return KeyCheck.open(environment, data, store.secrets());
    } catch (IllegalStateException e) {
      throw new CannotStart(1, String.valueOf(e.getMessage()));
    }
  }

  private static Control control(Settings settings, Rooms rooms, InstantSource clock) {
    var loop = settings.loop();
    var holder =
        "%s-%d-%d".formatted(settings.name(), ProcessHandle.current().pid(), clock.millis());
    return new Control(
        rooms.house(),
        new TimersAsCommands(rooms.writers().commands(), rooms.store().accounts()),
        new Control.Settings(
            holder, Set.of("", settings.place()), loop.resync(), loop.lease(), loop.passes()));
  }

  private static HttpServer http(
      Settings settings,
      Rooms rooms,
      Describe server,
      Metrics metrics,
      InstantSource clock,
      MichmanJournal journal) {
    List<Route> routes = new ArrayList<>(new Probes(rooms.store()::accepts, metrics).routes());
    routes.addAll(
        V1.routes(rooms.writers(), rooms.readers(), rooms.authenticate(), rooms.access(), server));
    routes.addAll(MichmanFace.beside(settings, rooms, clock, journal));
    return new HttpServer(settings.http(), routes, rooms.authenticate()::byToken, metrics, clock);
  }

  private void start() throws IOException {
    listen(http, settings.http().port(), "--port");
    michman.ifPresent(own -> listen(own, settings.michman().port(), "--michman-port"));
    ServerFile.in(settings.data()).write(url(), store.installation());
    new FitRegion(settings.site(), store.plans(), rooms.writers().regions()).fit();
    control.start();
    vaultToken.ifPresent(KeepToken::start);
    Thread.ofVirtual()
        .name("publish-catalogue")
        .start(new PublishCatalog(settings.catalog(), rooms.writers().plans(), store.plans()));
  }

  private void listen(HttpServer server, int port, String flag) {
    try {
      server.start();
    } catch (RuntimeException e) {
      throw cannotListen(e, port, flag);
    }
  }

  private RuntimeException cannotListen(RuntimeException fault, int port, String flag) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      // the system says in words alone whether it is the port or the address
      if (cause instanceof BindException
          && !String.valueOf(cause.getMessage()).contains("assign")) {
        return new CannotStart(
            1,
            "port %d of %s is taken or not ours to take: stop what uses it, or choose another with %s"
                .formatted(port, settings.http().host(), flag));
      }
      if (cause instanceof java.net.SocketException
          || cause instanceof java.nio.channels.UnresolvedAddressException
          || cause instanceof java.net.UnknownHostException) {
        return new CannotStart(
            1, "there is no address '" + settings.http().host() + "': choose one with --host");
      }
    }
    return fault;
  }

  String url() {
    var host = settings.http().host();
    return "http://%s:%d".formatted(host.equals("0.0.0.0") ? "127.0.0.1" : host, http.port());
  }

  @Override
  public void close() {
    try {
      ServerFile.in(settings.data()).remove();
    } catch (IOException e) {
      // the next start writes it anew
    }
    http.close();
    michman.ifPresent(HttpServer::close);
    vaultToken.ifPresent(KeepToken::close);
    control.close();
    store.close();
    journal.close();
  }
}
