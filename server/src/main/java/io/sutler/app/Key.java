package io.sutler.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * Everything that can be set: as {@code --data} on the command line, {@code SUTLER_DATA} in the
 * environment, {@code data:} in the configuration file, in this order of strength.
 */
enum Key {
  DATA("directory for everything that is kept", env -> home(env) + "/.local/share/sutler"),
  HOST("address to listen at", env -> "127.0.0.1"),
  PORT("port to listen at; 0 takes any free one", env -> "8080"),
  STORE("jdbc:postgresql://... to share the work with others; else one file in data", env -> ""),
  STORE_USER("user of the PostgreSQL store", env -> "sutler"),
  STORE_PASSWORD("password of the PostgreSQL store", env -> ""),
  PLACE("name of this machine, as regions name it; remembered in data", env -> hostName(env)),
  NAME("name of this server among those that share a store", env -> hostName(env)),
  CATALOG(
      "directory of the shipped plans", env -> env.getOrDefault("SUTLER_HOME", ".") + "/catalog"),
  RESYNC("how often everything is looked at without a reason", env -> "10m"),
  LEASE("how long the silence of a server is borne by the others", env -> "15s"),
  PASSES("deployments worked on at once", env -> "2000"),
  STEPS_PER_PROJECT("steps of one project at once", env -> "32"),
  RATE("requests a second of one caller", env -> "10000"),
  VAULT("address of the Vault that secrets may lie in", env -> ""),
  VAULT_TOKEN("its token for this Sutler", env -> ""),
  VAULT_TOKEN_FILE("file with that token instead, read at each use", env -> ""),
  VAULT_NAMESPACE("namespace in that Vault", env -> ""),
  VAULT_PROJECTS(
      "path in that Vault beneath which each project's own place is, named by its id", env -> ""),
  MICHMAN_PORT("port for Michman's API at its root, 8081 for its own clients; 0: none", env -> "0"),
  MICHMAN_AUTH(
      "who may use it: token; keystone or oauth2 to sign in at /auth too; none for whoever reaches"
          + " its own port to be administrator",
      env -> "token"),
  POLICY("policy.csv that narrows what may be done through Michman's API", env -> ""),
  POLICY_MODEL("Casbin model of the policy; Michman's where none is named", env -> ""),
  ADMIN_GROUP("group whose members are administrators once signed in; empty: none", env -> ""),
  SESSION_IDLE("how long a sign-in counts without a request", env -> "8h"),
  SESSION_LIFETIME("how long a sign-in counts at most", env -> "16h"),
  OWN_PROJECTS(
      "who may make projects, and owns those he made: admins or everyone; empty: everyone where"
          + " people sign in, else admins",
      env -> ""),
  KEYSTONE("address of the Keystone that people have tokens of", env -> ""),
  OAUTH2_ISSUER("OpenID Connect issuer that people sign in at", env -> ""),
  OAUTH2_HYDRA("address of Hydra's public side, instead of an issuer", env -> ""),
  OAUTH2_CLIENT("client id of this Sutler there", env -> ""),
  OAUTH2_SECRET("client secret of this Sutler there", env -> ""),
  OAUTH2_REDIRECT("address of /auth as browsers see it", env -> ""),
  OAUTH2_VAULT(
      "path in Vault of redirect_uri, client_id and client_secret, as hydra_key of Michman",
      env -> ""),
  OAUTH2_SCOPES("scopes to ask for", env -> "openid"),
  MICHMAN_CONFIG("Michman's own config.yaml, to be read beneath these settings", env -> ""),
  MICHMAN_REGION("region where Michman's clusters come to stand", env -> "local"),
  MICHMAN_LOGS("directory of the logs of Michman's API; else michman in data", env -> ""),
  MICHMAN_LOGSTASH("host:port of a Logstash TCP input that gets its logs too", env -> "");

  private final String what;
  private final Function<Map<String, String>, String> otherwise;

  Key(String what, Function<Map<String, String>, String> otherwise) {
    this.what = what;
    this.otherwise = otherwise;
  }

  String what() {
    return what;
  }

  String otherwise(Map<String, String> environment) {
    return otherwise.apply(environment);
  }

  /** In files, and after two hyphens on the command line. */
  String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  String variable() {
    return "SUTLER_" + name();
  }

  private static String home(Map<String, String> environment) {
    return environment.getOrDefault("HOME", System.getProperty("user.home", "."));
  }

  private static String hostName(Map<String, String> environment) {
    var given = environment.getOrDefault("HOSTNAME", "");
    if (!given.isBlank()) {
      return given;
    }
    try {
      return Files.readString(Path.of("/etc/hostname")).strip();
    } catch (IOException none) {
      return "localhost";
    }
  }
}
