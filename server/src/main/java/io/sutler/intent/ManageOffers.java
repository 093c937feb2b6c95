package io.sutler.intent;

import io.sutler.access.Caller;
import io.sutler.access.Right;
import io.sutler.domain.Flavor;
import io.sutler.domain.Image;
import io.sutler.domain.KeyPair;
import io.sutler.domain.Project;
import io.sutler.domain.ProjectId;
import io.sutler.domain.Refusal;
import io.sutler.domain.Resources;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Makes and removes flavors, images and key pairs: global ones by admins, a project's own by its
 * owners, keys by its editors. Thread-safe.
 */
public final class ManageOffers {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

  /** Clouds name their images so: {@code Ubuntu 22.04 LTS (2024-05)}. */
  private static final Pattern PLACED =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9 ._()+,@-]{0,198}[A-Za-z0-9._()+-])?");

  private static final Pattern LOGIN = Pattern.compile("[a-z_][a-z0-9_-]{0,31}");
  private static final Pattern PUBLIC_KEY =
      Pattern.compile(
          "(ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp(256|384|521)|sk-[a-z0-9@.-]+) [A-Za-z0-9+/]+={0,3}"
              + "( [^\\p{Cntrl}]{0,200})?");
  private static final long MOST_CPUS = 4_096_000;
  private static final long MOST_BYTES = 1L << 50;
  private static final BigDecimal MOST_HOURLY = new BigDecimal("1000000");
  private final Desk desk;
  private final WriteAudit audit;

  public ManageOffers(Desk desk) {
    this.desk = desk;
    this.audit = new WriteAudit(desk);
  }

  /** Puts or replaces; {@code flavor.project()} is ignored. */
  public Flavor put(Caller caller, Optional<String> project, Flavor flavor) {
    return write(
        caller,
        project,
        "put flavor",
        flavor.name(),
        scope -> {
          requirePlaced(flavor.name(), flavor.region(), flavor.nativeId());
          requireSize(flavor.resources());
          if (flavor.hourly().signum() < 0
              || flavor.hourly().scale() > 12
              || flavor.hourly().scale() < -12
              || flavor.hourly().compareTo(MOST_HOURLY) > 0) {
            throw Refusal.invalid("/hourly", "a price is from 0 to 1000000");
          }
          var stored =
              new Flavor(
                  flavor.name(),
                  scope,
                  flavor.region(),
                  flavor.nativeId(),
                  flavor.resources(),
                  flavor.hourly());
          desk.store().offers().put(stored);
          return stored;
        });
  }

  public void removeFlavor(Caller caller, Optional<String> project, String region, String name) {
    remove(
        caller,
        project,
        "flavor",
        name,
        scope -> desk.store().offers().removeFlavor(scope, region, name));
  }

  /** Puts or replaces; {@code image.project()} is ignored. */
  public Image put(Caller caller, Optional<String> project, Image image) {
    return write(
        caller,
        project,
        "put image",
        image.name(),
        scope -> {
          requirePlaced(image.name(), image.region(), image.nativeId());
          if (!LOGIN.matcher(image.login()).matches()) {
            throw Refusal.invalid("/login", "name an account, such as root or debian");
          }
          var stored =
              new Image(image.name(), scope, image.region(), image.nativeId(), image.login());
          desk.store().offers().put(stored);
          return stored;
        });
  }

  public void removeImage(Caller caller, Optional<String> project, String region, String name) {
    remove(
        caller,
        project,
        "image",
        name,
        scope -> desk.store().offers().removeImage(scope, region, name));
  }

  /** Puts or replaces a public key of the project. */
  public KeyPair putKey(Caller caller, String project, String name, String publicKey) {
    return audit.refusals(
        caller,
        Optional.of(project),
        "put key",
        "key/" + InertText.shown(name),
        () -> {
          var found = desk.access().require(caller, project, Right.WRITE);
          requireName("/name", name);
          if (publicKey.length() > 8192 || !PUBLIC_KEY.matcher(publicKey.strip()).matches()) {
            throw Refusal.invalid(
                "/publicKey",
                "give one public key as it stands in a .pub file, never a private one");
          }
          var key = new KeyPair(name, found.id(), publicKey.strip(), desk.clock().instant());
          desk.store().offers().put(key);
          audit.done(caller, Optional.of(found.id()), "put key", "key/" + name, Map.of());
          return key;
        });
  }

  public void removeKey(Caller caller, String project, String name) {
    audit.refusals(
        caller,
        Optional.of(project),
        "remove key",
        "key/" + InertText.shown(name),
        () -> {
          var found = desk.access().require(caller, project, Right.WRITE);
          if (!desk.store().offers().removeKey(found.id(), name)) {
            throw Refusal.notFound("key", InertText.shown(name));
          }
          audit.done(caller, Optional.of(found.id()), "remove key", "key/" + name, Map.of());
          return name;
        });
  }

  /**
   * What the project's machines are made of where their plan says {@code default}; takes the place
   * of all that was.
   *
   * @param names by {@code image}, or the role whose flavor it is
   */
  public void putDefaults(Caller caller, String project, Map<String, String> names) {
    audit.refusals(
        caller,
        Optional.of(project),
        "put defaults",
        "defaults",
        () -> {
          var found = desk.access().require(caller, project, Right.OWN);
          names.forEach((what, name) -> requirePlacedName("/" + what, name));
          desk.store().offers().putDefaults(found.id(), names);
          audit.done(
              caller, Optional.of(found.id()), "put defaults", "defaults", Map.copyOf(names));
          return names;
        });
  }

  private interface Write<T> {
    T into(Optional<ProjectId> scope);
  }

  private <T> T write(
      Caller caller, Optional<String> project, String act, String name, Write<T> write) {
    var subject = act.substring(4) + "/" + InertText.shown(name);
    Supplier<T> all =
        () -> {
          var scope = owner(caller, project).map(Project::id);
          var stored = write.into(scope);
          audit.done(caller, scope, act, subject, Map.of());
          return stored;
        };
    return audit.refusals(caller, project, act, subject, all);
  }

  private void remove(
      Caller caller, Optional<String> project, String kind, String name, Write<Boolean> remove) {
    var subject = kind + "/" + InertText.shown(name);
    audit.refusals(
        caller,
        project,
        "remove " + kind,
        subject,
        () -> {
          var scope = owner(caller, project).map(Project::id);
          if (!remove.into(scope)) {
            throw Refusal.notFound(kind, InertText.shown(name));
          }
          audit.done(caller, scope, "remove " + kind, subject, Map.of());
          return name;
        });
  }

  private Optional<Project> owner(Caller caller, Optional<String> project) {
    if (project.isEmpty()) {
      desk.access().requireAdminWrite(caller);
    }
    return project.map(name -> desk.access().require(caller, name, Right.OWN));
  }

  private static void requirePlaced(String name, String region, String nativeId) {
    requirePlacedName("/name", name);
    if (!region.isEmpty()) {
      Refusals.requireSlug("/region", region);
    }
    InertText.requireLine("/nativeId", nativeId, 255);
    InertText.require("/nativeId", nativeId);
  }

  private static void requirePlacedName(String pointer, String name) {
    if (!PLACED.matcher(name).matches()) {
      throw Refusal.invalid(
          pointer,
          "use 1 to 200 of A-Z, a-z, 0-9, blanks and . _ ( ) + , @ -, starting with a letter or"
              + " digit and not ending with a blank");
    }
  }

  private static void requireName(String pointer, String name) {
    if (!NAME.matcher(name).matches()) {
      throw Refusal.invalid(
          pointer,
          "use 1 to 63 of A-Z, a-z, 0-9, '.', '_' and '-', starting with a letter or digit");
    }
  }

  private static void requireSize(Resources size) {
    if (size.cpus() < 1 || size.cpus() > MOST_CPUS) {
      throw Refusal.invalid("/cpus", "a machine has 0.001 to 4096 processors");
    }
    if (size.memory() < 1 || size.memory() > MOST_BYTES) {
      throw Refusal.invalid("/memoryBytes", "a machine has 1 byte to 1 PiB of memory");
    }
    if (size.disk() < 0 || size.disk() > MOST_BYTES) {
      throw Refusal.invalid("/diskBytes", "a disk has 0 bytes to 1 PiB");
    }
  }
}
