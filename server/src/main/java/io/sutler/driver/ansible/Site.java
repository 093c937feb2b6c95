package io.sutler.driver.ansible;

import io.sutler.domain.Blame;
import io.sutler.domain.Region;
import io.sutler.driver.ComponentView;
import io.sutler.driver.Means;
import io.sutler.driver.local.ProgramFailure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where machines get packages and images from: {@code mirrors}, {@code registries} and {@code
 * ca_certificate} of a region's settings; what a plan says of the same in its var {@code
 * sutler_site} goes before them. Roles take it from the variable of that name.
 *
 * @param means where secrets that it names are looked up; empty for whoever asks only whether it is
 *     of its form
 */
record Site(Map<String, Object> said, String region, Optional<Means> means) {
  static final String NAME = "sutler_site";
  private static final List<String> KINDS = List.of("public", "insecure", "selfsigned", "gitlab");
  private static final List<String> MIRRORS =
      List.of("apt", "apt_security", "yum", "pip", "pip_trusted_host", "downloads");
  private static final String VAULT = "vault";
  private static final List<String> NAMES =
      List.of("url", "kind", "certificate", "user", "password_secret", "password");
  private static final int MOST_REGISTRIES = 50;
  private static final int LONGEST_CERTIFICATE = 100_000;
  // what is written into configuration files as it is
  private static final Pattern ADDRESS =
      Pattern.compile("https?://[A-Za-z0-9_.:@\\[\\]-]{1,300}(/[A-Za-z0-9_.,~%+=@:/-]{0,1000})?");
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9_.-]{1,253}(:[0-9]{1,5})?");
  private static final Pattern REGISTRY =
      Pattern.compile("(https?://)?[A-Za-z0-9_.-]{1,253}(:[0-9]{1,5})?(/[A-Za-z0-9_./-]{0,500})?");

  static Site of(ComponentView c) {
    var region = c.region().region();
    var said = new LinkedHashMap<>(region.settings());
    said.putAll(AnsibleInputs.map(AnsibleInputs.map(c.desired().inputs().get("vars")).get(NAME)));
    return new Site(said, region.name(), Optional.of(c.region().means()));
  }

  /** Why a region's settings can be nobody's; empty when they are of the form. */
  static Optional<String> fault(Region region) {
    try {
      new Site(region.settings(), region.name(), Optional.empty()).data();
      return Optional.empty();
    } catch (ProgramFailure e) {
      return Optional.of(e.failure().message());
    }
  }

  /**
   * @throws ProgramFailure when it is not of the form that is told in the documentation
   */
  Map<String, Object> data() throws ProgramFailure {
    var site = new LinkedHashMap<String, Object>();
    site.put("mirrors", mirrors(said.get("mirrors")));
    site.put("registries", registries(said.get("registries")));
    site.put("ca_certificate", certificate("ca_certificate", said.get("ca_certificate")));
    return site;
  }

  private Map<String, Object> mirrors(@Nullable Object given) throws ProgramFailure {
    var mirrors = new LinkedHashMap<String, Object>();
    for (var entry : map("mirrors", given).entrySet()) {
      var name = entry.getKey();
      var value = String.valueOf(entry.getValue());
      if (!MIRRORS.contains(name)) {
        throw bad("mirrors." + name + " is none: use " + String.join(", ", MIRRORS));
      }
      boolean host = name.equals("pip_trusted_host");
      if (!value.isEmpty() && !(host ? HOST : ADDRESS).matcher(value).matches()) {
        throw bad(
            "mirrors."
                + name
                + (host
                    ? " is no host: write mirror.example.org"
                    : " is no address: write https://mirror.example.org/..."));
      }
      mirrors.put(name, value);
    }
    return mirrors;
  }

  private List<Map<String, Object>> registries(@Nullable Object given) throws ProgramFailure {
    if (given == null) {
      return List.of();
    }
    if (!(given instanceof List<?> all) || all.size() > MOST_REGISTRIES) {
      throw bad("registries is a list of at most " + MOST_REGISTRIES);
    }
    var registries = new java.util.ArrayList<Map<String, Object>>();
    for (int i = 0; i < all.size(); i++) {
      registries.add(registry("registries[" + i + "]", all.get(i)));
    }
    return registries;
  }

  private Map<String, Object> registry(String where, @Nullable Object given) throws ProgramFailure {
    var written = map(where, given);
    var said = inVault(where, written);
    for (var name : said.keySet()) {
      if (!NAMES.contains(name)) {
        throw bad(
            where
                + "."
                + name
                + " is none: use url, kind, certificate, user, password_secret and vault");
      }
    }
    var url = AnsibleInputs.text(said, "url");
    boolean later = means.isEmpty() && url.isEmpty() && written.containsKey(VAULT);
    if (!later && !REGISTRY.matcher(url).matches()) {
      throw bad(where + ".url is no registry: write registry.example.org:5000");
    }
    var kind = said.containsKey("kind") ? AnsibleInputs.text(said, "kind") : "public";
    if (!KINDS.contains(kind)) {
      throw bad(where + ".kind is one of " + String.join(", ", KINDS));
    }
    var bare = url.replaceFirst("^https?://", "");
    var registry = new LinkedHashMap<String, Object>();
    registry.put("url", bare);
    registry.put("host", bare.replaceFirst("/.*$", ""));
    registry.put("kind", kind);
    registry.put("certificate", certificate(where + ".certificate", said.get("certificate")));
    registry.put("user", AnsibleInputs.text(said, "user"));
    registry.put("password", password(where, said));
    return registry;
  }

  /** With what a secret in Vault says; of address and user, what is written here is stronger. */
  private Map<String, Object> inVault(String where, Map<String, Object> said)
      throws ProgramFailure {
    var path = AnsibleInputs.text(said, VAULT);
    if (path.isEmpty()) {
      return said;
    }
    var fields = means.map(m -> m.vault(path)).orElse(Map.of());
    if (fields.isEmpty() && means.isPresent()) {
      throw bad(where + ".vault: only regions of every project take their registries from Vault");
    }
    var all = new LinkedHashMap<String, Object>();
    for (var name : List.of("url", "user", "password")) {
      if (fields.containsKey(name)) {
        all.put(name, fields.get(name));
      }
    }
    all.putAll(said);
    all.remove(VAULT);
    return all;
  }

  private String password(String where, Map<String, Object> said) throws ProgramFailure {
    var name = AnsibleInputs.text(said, "password_secret");
    if (name.isEmpty() || means.isEmpty()) {
      return AnsibleInputs.text(said, "password");
    }
    var found = means.get().credentials().get(name);
    if (found == null) {
      throw bad(
          "%s.password_secret: region %s has no credential '%s': seal it with sutler region credentials"
              .formatted(where, region, name));
    }
    return found;
  }

  private static String certificate(String where, @Nullable Object given) throws ProgramFailure {
    var text = given == null ? "" : given.toString().strip();
    boolean fits = text.isEmpty() || text.startsWith("-----BEGIN CERTIFICATE-----");
    if (!fits || text.length() > LONGEST_CERTIFICATE) {
      throw bad(
          where
              + " is no certificate in PEM form: give what begins with -----BEGIN CERTIFICATE-----");
    }
    return text.isEmpty() ? "" : text + "\n";
  }

  private static Map<String, Object> map(String where, @Nullable Object given)
      throws ProgramFailure {
    if (given != null && !(given instanceof Map)) {
      throw bad(where + " is a map of names to values");
    }
    return AnsibleInputs.map(given);
  }

  private static ProgramFailure bad(String sentence) {
    return new ProgramFailure(
        Blame.USER, "bad-site", "where machines get their packages from: " + sentence);
  }
}
