package io.sutler.app;

import io.sutler.access.Policy;
import io.sutler.access.SessionLimits;
import io.sutler.access.casbin.CasbinPolicy;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads who is let in, and finds all that is wrong at once. */
final class ReadEntrance {
  private static final long MOST_BYTES = 1 << 20;
  private static final String REDIRECT = "https://sutler.example.org/auth";
  private final Map<Key, String> values;
  private final List<String> faults;

  /**
   * @param faults is added what is wrong
   */
  ReadEntrance(Map<Key, String> values, List<String> faults) {
    this.values = values;
    this.faults = faults;
  }

  Entrance read(Duration idle, Duration lifetime) {
    var by = by();
    boolean signsIn = by instanceof Entrance.By.Keystone || by instanceof Entrance.By.OAuth2;
    return new Entrance(
        by,
        policy(),
        text(Key.ADMIN_GROUP),
        new SessionLimits(idle, lifetime),
        ownProjects(signsIn));
  }

  private Entrance.By by() {
    return switch (text(Key.MICHMAN_AUTH)) {
      case "token" -> new Entrance.By.Token();
      case "none" -> new Entrance.By.Nothing();
      case "keystone" -> new Entrance.By.Keystone(address(Key.KEYSTONE, "http://keystone:5000"));
      case "oauth2" -> oauth2();
      case String other -> {
        faults.add(
            "michman-auth: '%s' is none of token, none, keystone and oauth2".formatted(other));
        yield new Entrance.By.Token();
      }
    };
  }

  private Entrance.By oauth2() {
    boolean hydra = !text(Key.OAUTH2_HYDRA).isEmpty();
    if (hydra && !text(Key.OAUTH2_ISSUER).isEmpty()) {
      faults.add("oauth2-issuer, oauth2-hydra: name one of them");
    }
    var address =
        address(hydra ? Key.OAUTH2_HYDRA : Key.OAUTH2_ISSUER, "https://login.example.org");
    var vault = text(Key.OAUTH2_VAULT);
    for (var key : List.of(Key.OAUTH2_CLIENT, Key.OAUTH2_SECRET)) {
      if (text(key).isEmpty() && vault.isEmpty()) {
        faults.add("%s: give the %s".formatted(key.text(), key.what()));
      }
    }
    return new Entrance.By.OAuth2(
        address,
        hydra,
        new Entrance.OAuth2Client(
            text(Key.OAUTH2_CLIENT),
            text(Key.OAUTH2_SECRET),
            vault.isEmpty() ? address(Key.OAUTH2_REDIRECT, REDIRECT) : URI.create(REDIRECT),
            Arrays.stream(text(Key.OAUTH2_SCOPES).split("[ ,]+"))
                .filter(s -> !s.isEmpty())
                .toList(),
            vault));
  }

  private boolean ownProjects(boolean signsIn) {
    return switch (text(Key.OWN_PROJECTS)) {
      case "" -> signsIn;
      case "everyone" -> true;
      case "admins" -> false;
      case String other -> {
        faults.add("own-projects: '%s' is neither admins nor everyone".formatted(other));
        yield false;
      }
    };
  }

  private Policy policy() {
    var csv = file(Key.POLICY);
    if (csv.isEmpty()) {
      if (!text(Key.POLICY_MODEL).isEmpty() && text(Key.POLICY).isEmpty()) {
        faults.add("policy-model: it needs a policy; name one with --policy");
      }
      return Policy.NONE;
    }
    var model = file(Key.POLICY_MODEL);
    try {
      return CasbinPolicy.of(model.orElse(CasbinPolicy.USUAL_MODEL), csv.get());
    } catch (IllegalArgumentException e) {
      faults.add("policy %s: %s".formatted(text(Key.POLICY), e.getMessage()));
      return Policy.NONE;
    }
  }

  private Optional<String> file(Key key) {
    var name = text(key);
    if (name.isEmpty()) {
      return Optional.empty();
    }
    try {
      var path = Path.of(name);
      if (Files.size(path) > MOST_BYTES) {
        throw new IOException("it is larger than 1 MiB");
      }
      return Optional.of(Files.readString(path));
    } catch (IOException | RuntimeException e) {
      faults.add("%s: %s cannot be read: %s".formatted(key.text(), name, why(e)));
      return Optional.empty();
    }
  }

  private static String why(Exception e) {
    return e instanceof java.nio.file.NoSuchFileException
        ? "there is no such file"
        : String.valueOf(e.getMessage());
  }

  private URI address(Key key, String such) {
    try {
      var address = new URI(text(key));
      var scheme = Optional.ofNullable(address.getScheme()).orElse("");
      if ((scheme.equals("http") || scheme.equals("https"))
          && address.getHost() != null
          && address.getRawUserInfo() == null
          && address.getRawFragment() == null) {
        return address;
      }
    } catch (java.net.URISyntaxException e) {
      // told below
    }
    faults.add("%s: give the %s, such as %s".formatted(key.text(), key.what(), such));
    return URI.create(such);
  }

  private String text(Key key) {
    return values.getOrDefault(key, "").strip();
  }
}
