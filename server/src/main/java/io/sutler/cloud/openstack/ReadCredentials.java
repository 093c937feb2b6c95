package io.sutler.cloud.openstack;

import io.sutler.cloud.CloudRegion;
import io.sutler.cloud.CloudTrouble;
import io.sutler.cloud.openstack.Credentials.Application;
import io.sutler.cloud.openstack.Credentials.Identity;
import io.sutler.cloud.openstack.Credentials.Named;
import io.sutler.cloud.openstack.Credentials.Password;
import io.sutler.domain.Blame;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a region's credentials: a {@code clouds.yaml}, or {@code OS_*} keys as releases from
 * Liberty to Ussuri had them. The region's settings fill in what they leave out.
 */
record ReadCredentials(CloudRegion region) {
  /** The key whose value is a whole document. */
  static final String CLOUDS = "clouds.yaml";

  private static final Set<String> BESIDE =
      Set.of("http_proxy", "https_proxy", "no_proxy", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY");
  private static final int LONGEST = 10_000;

  /** Found by names of either writing, in lower case and without {@code OS_}. */
  private record Said(Map<String, String> words) {
    Optional<String> one(String... names) {
      for (var name : names) {
        var value = words.getOrDefault(name, "").strip();
        if (!value.isEmpty()) {
          return Optional.of(value);
        }
      }
      return Optional.empty();
    }
  }

  /**
   * @throws CloudTrouble the user's, with what is missing
   */
  Credentials read() throws CloudTrouble {
    var given = region.credentials();
    if (given.isEmpty()) {
      throw new CloudTrouble(
          Blame.USER,
          "no-credentials",
          "region %s has no credentials: give them with 'sutler region credentials %s'"
              .formatted(region.region().name(), region.region().name()));
    }
    var said = new Said(new HashMap<>());
    if (given.containsKey(CLOUDS)) {
      var wanted = region.setting("cloud", given.getOrDefault("OS_CLOUD", ""));
      try {
        said.words().putAll(new CloudsYaml(given.get(CLOUDS)).cloud(wanted));
      } catch (IllegalArgumentException e) {
        throw wrong(String.valueOf(e.getMessage()));
      }
    }
    given.forEach((key, value) -> {
      if (key.startsWith("OS_")) {
        said.words().put(key.substring(3).toLowerCase(java.util.Locale.ROOT), value);
      }
    });
    var environment = new HashMap<String, String>();
    settings(environment);
    given.forEach((key, value) -> {
      if (BESIDE.contains(key)) {
        environment.put(key.toLowerCase(java.util.Locale.ROOT), value);
      }
    });
    return new Credentials(
        authUrl(said),
        identity(said),
        interfaceName(said),
        Optional.of(region.setting("region_name", ""))
            .filter(r -> !r.isBlank())
            .or(() -> said.one("region_name")),
        Map.copyOf(environment));
  }

  /** The region's own extra environment. */
  private void settings(Map<String, String> environment) {
    if (region.region().settings().get("environment") instanceof Map<?, ?> more) {
      more.forEach((key, value) -> {
        if (BESIDE.contains(String.valueOf(key))) {
          environment.put(
              String.valueOf(key).toLowerCase(java.util.Locale.ROOT), String.valueOf(value));
        }
      });
    }
  }

  private String authUrl(Said said) throws CloudTrouble {
    var text = said.one("auth_url").orElseGet(() -> region.setting("auth_url", "").strip());
    if (text.isEmpty()) {
      throw missing("where Keystone is", List.of("auth_url", "OS_AUTH_URL"));
    }
    try {
      var uri = URI.create(text);
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (!web || uri.getHost() == null || uri.getUserInfo() != null || uri.getQuery() != null) {
        throw wrong("its auth_url is no address such as https://cloud.example:5000/v3");
      }
    } catch (IllegalArgumentException e) {
      throw wrong("its auth_url is no address such as https://cloud.example:5000/v3");
    }
    return text.replaceAll("/+$", "").replaceAll("/(v2\\.0|v3)$", "") + "/v3";
  }

  private String interfaceName(Said said) throws CloudTrouble {
    var text =
        Optional.of(region.setting("interface", ""))
            .filter(i -> !i.isBlank())
            .or(() -> said.one("interface", "endpoint_type"))
            .orElse("public");
    var plain = text.endsWith("URL") ? text.substring(0, text.length() - 3) : text;
    if (!Set.of("public", "internal", "admin").contains(plain)) {
      throw wrong("its interface is none of public, internal, admin");
    }
    return plain;
  }

  private Identity identity(Said said) throws CloudTrouble {
    var type = said.one("auth_type", "auth_plugin").orElse("");
    boolean application =
        type.contains("application")
            || said.one("application_credential_id", "application_credential_name").isPresent();
    if (application) {
      return application(said);
    }
    if (!Set.of("", "password", "v3password", "v2password").contains(type)) {
      throw wrong(
          "its auth_type is '%s', and Sutler knows password and v3applicationcredential"
              .formatted(shown(type)));
    }
    return new Password(user(said), required(said, "password", "the password"), project(said));
  }

  private Identity application(Said said) throws CloudTrouble {
    var id = said.one("application_credential_id");
    var secret = required(said, "application_credential_secret", "the secret");
    if (id.isPresent()) {
      return new Application(id, "", Optional.empty(), secret);
    }
    var name = required(said, "application_credential_name", "its id or name");
    return new Application(id, name, Optional.of(user(said)), secret);
  }

  private Named user(Said said) throws CloudTrouble {
    var id = said.one("user_id").orElse("");
    var name = id.isEmpty() ? required(said, "username", "the user") : "";
    return new Named(id, name, domain(said, "user"));
  }

  private Named project(Said said) throws CloudTrouble {
    var id = said.one("project_id", "tenant_id").orElse("");
    var name = said.one("project_name", "tenant_name").orElse("");
    if (id.isEmpty() && name.isEmpty()) {
      throw missing("the project", List.of("project_name", "OS_PROJECT_NAME", "OS_TENANT_NAME"));
    }
    return new Named(id, name, domain(said, "project"));
  }

  /** Old releases and hurried people write the default domain's id where its name belongs. */
  private static Map<String, Object> domain(Said said, String whose) {
    var id = said.one(whose + "_domain_id", "domain_id", "default_domain_id");
    var name = said.one(whose + "_domain_name", "domain_name", "default_domain_name");
    return id.isEmpty() && name.isPresent() && !name.get().equals("default")
        ? Map.of("name", name.get())
        : Map.of("id", id.or(() -> name).orElse("default"));
  }

  private String required(Said said, String name, String what) throws CloudTrouble {
    var value = said.one(name);
    if (value.isEmpty()) {
      throw missing(what, List.of(name, "OS_" + name.toUpperCase(java.util.Locale.ROOT)));
    }
    if (value.get().length() > LONGEST) {
      throw wrong("its " + name + " is too long to be one");
    }
    return value.get();
  }

  private CloudTrouble missing(String what, Collection<String> names) {
    return wrong(
        "they do not say %s (%s)".formatted(what, String.join(" or ", new ArrayList<>(names))));
  }

  static String shown(String text) {
    var line = text.replaceAll("\\p{Cntrl}", "?");
    return line.length() > 60 ? line.substring(0, 60) + "..." : line;
  }

  private CloudTrouble wrong(String what) {
    return new CloudTrouble(
        Blame.USER,
        "no-credentials",
        "the credentials of region %s cannot be used: %s; give others with 'sutler region credentials %s'"
            .formatted(region.region().name(), what, region.region().name()));
  }
}
