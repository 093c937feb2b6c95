package io.sutler.app;

import io.sutler.access.Access;
import io.sutler.access.Authenticate;
import io.sutler.api.michman.Michman;
import io.sutler.api.v1.V1;
import io.sutler.catalog.Params;
import io.sutler.catalog.PlanParser;
import io.sutler.catalog.Resolver;
import io.sutler.control.CheckRegion;
import io.sutler.control.House;
import io.sutler.control.ListGhosts;
import io.sutler.control.LoadPlans;
import io.sutler.control.Looks;
import io.sutler.control.PreviewLevel;
import io.sutler.execute.Deadlines;
import io.sutler.execute.Limits;
import io.sutler.execute.PatientStore;
import io.sutler.execute.Tools;
import io.sutler.intent.Catalogue;
import io.sutler.intent.Desk;
import io.sutler.intent.KeepDocuments;
import io.sutler.intent.ManageOffers;
import io.sutler.intent.ManageProjects;
import io.sutler.intent.ManageRegions;
import io.sutler.intent.ManageRetained;
import io.sutler.intent.ManageSecrets;
import io.sutler.intent.ManageUsers;
import io.sutler.intent.PublishPlans;
import io.sutler.intent.TakeCommands;
import io.sutler.secret.MasterKey;
import io.sutler.secret.SecretBox;
import io.sutler.secret.Vault;
import io.sutler.secret.vault.ReadVault;
import io.sutler.store.Store;
import io.sutler.view.Follow;
import io.sutler.view.ShowDeployments;
import io.sutler.view.ShowDocuments;
import io.sutler.view.ShowOffers;
import io.sutler.view.ShowPlans;
import io.sutler.view.ShowProjects;
import io.sutler.view.ShowRuns;
import io.sutler.view.ShowUsers;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;

/** The rooms of the house, wired by hand: what each is made of stands here and nowhere else. */
final class Rooms {
  private final Store store;
  private final Authenticate authenticate;
  private final Access access;
  private final V1.Writers writers;
  private final V1.Readers readers;
  private final House house;
  private final Desk desk;
  private final Optional<ReadVault> vault;

  Rooms(Settings settings, Store store, Drivers drivers, MasterKey key, InstantSource clock) {
    this.store = store;
    this.access = new Access(store.accounts(), settings.michman().entrance().ownProjects());
    this.authenticate = new Authenticate(store.accounts(), store.audits(), clock);
    this.vault = settings.vault().map(VaultAt::open);
    Vault keeper = vault.isPresent() ? vault.get() : Vault.NONE;
    var secrets = new SecretBox(store.secrets(), key, keeper);
    var parser = new PlanParser();
    var resolver = new Resolver();
    var plans = new LoadPlans(store.plans(), parser, settings.data().resolve("bundles"));
    var tools =
        new Tools(
            store,
            clock,
            new SecureRandom(),
            new Limits(settings.loop().stepsPerProject()),
            new Deadlines());
    var asked =
        new House(
            tools, plans, resolver, secrets, drivers.byName(), new Looks(clock), settings.data());
    var patient = PatientStore.of(store);
    this.house =
        new House(
            tools.with(patient),
            new LoadPlans(patient.plans(), parser, settings.data().resolve("bundles")),
            resolver,
            new SecretBox(patient.secrets(), key, keeper),
            drivers.byName(),
            asked.looks(),
            settings.data());
    this.desk =
        new Desk(
            store,
            access,
            secrets,
            new Catalogue(
                plans::load, parser, new Params(), resolver, drivers.facts(), drivers.suspending()),
            clock);
    this.writers = writers(desk);
    this.readers =
        new V1.Readers(
            new ShowDeployments(store, access),
            new ShowRuns(store, access),
            new ShowProjects(store, access, clock),
            new ShowUsers(store, access),
            new ShowPlans(store, access, plans::load),
            new ShowOffers(store, access),
            new Follow(store, access),
            new PreviewLevel(asked),
            new ListGhosts(asked),
            new CheckRegion(asked));
  }

  private V1.Writers writers(Desk desk) {
    return new V1.Writers(
        new TakeCommands(desk),
        new ManageProjects(desk, authenticate),
        new ManageUsers(desk, authenticate),
        new ManageRegions(desk, new DriversRules(house)),
        new ManageOffers(desk),
        new ManageSecrets(desk),
        new ManageRetained(desk),
        new PublishPlans(desk));
  }

  Store store() {
    return store;
  }

  /** Of what Michman's configuration keeps in Vault. */
  MichmanKeeper keeper(MichmanSite site) {
    Vault keeper = vault.isPresent() ? vault.get() : Vault.NONE;
    return new MichmanKeeper(keeper, site.secrets());
  }

  Authenticate authenticate() {
    return authenticate;
  }

  Access access() {
    return access;
  }

  V1.Writers writers() {
    return writers;
  }

  V1.Readers readers() {
    return readers;
  }

  Michman.Writers michmanWriters() {
    return new Michman.Writers(
        writers.projects(),
        writers.offers(),
        new KeepDocuments(desk),
        writers.plans(),
        writers.commands());
  }

  Michman.Readers michmanReaders() {
    return new Michman.Readers(
        readers.projects(),
        readers.offers(),
        new ShowDocuments(store, access),
        readers.plans(),
        readers.deployments(),
        readers.runs(),
        readers.follow());
  }

  /** Empty where there is none. */
  Optional<ReadVault> vault() {
    return vault;
  }

  House house() {
    return house;
  }
}
