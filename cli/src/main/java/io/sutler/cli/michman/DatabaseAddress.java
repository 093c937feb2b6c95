package io.sutler.cli.michman;

import io.sutler.cli.terminal.Mishap;
import java.net.URI;
import java.net.URISyntaxException;

/** Where Michman's database is. */
public record DatabaseAddress(String host, int port, String user, String database) {
  private static final int USUAL = 3306;
  private static final String SUCH = "example: mysql://michman@10.0.0.5:3306/michman";

  /**
   * @param typed {@code mysql://user@host:port/database}, or with {@code mariadb} or {@code jdbc:}
   * @throws Mishap when it is none, or has a password in it
   */
  public static DatabaseAddress parse(String typed) {
    try {
      var uri = new URI(typed.startsWith("jdbc:") ? typed.substring(5) : typed);
      var scheme = uri.getScheme();
      var user = uri.getUserInfo();
      var path = uri.getPath();
      if (user != null && user.contains(":")) {
        throw Mishap.usage(
            "an address with a password in it is seen by everybody on this machine",
            "leave it out, and give --password-file, or type it when asked");
      }
      if (("mysql".equals(scheme) || "mariadb".equals(scheme))
          && uri.getHost() != null
          && user != null
          && path != null
          && path.matches("/[A-Za-z0-9_$-]{1,64}")) {
        int port = uri.getPort() < 0 ? USUAL : uri.getPort();
        return new DatabaseAddress(uri.getHost(), port, user, path.substring(1));
      }
    } catch (URISyntaxException e) {
      // told below
    }
    throw Mishap.usage("this is no address of a MySQL or MariaDB database: " + typed, SUCH);
  }

  @Override
  public String toString() {
    return "%s:%d/%s".formatted(host, port, database);
  }
}
