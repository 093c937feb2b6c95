import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** One page that counts its visits in a database. Arguments: address, port, title; input: the url. */
final class WebApp {
  private static final int MINUTES = 30;

  public static void main(String[] arguments) throws IOException {
    var url = new String(System.in.readAllBytes(), StandardCharsets.UTF_8).strip();
    var visits = new Visits(Database.parse(url));
    var title = arguments[2];
    var address = new InetSocketAddress(arguments[0], Integer.parseInt(arguments[1]));
    var server = HttpServer.create(address, 100);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", exchange -> {
      if (!exchange.getRequestURI().getPath().equals("/")) {
        answer(exchange, 404, "text/plain", "There is nothing here; the page is at /\n");
        return;
      }
      try {
        answer(exchange, 200, "text/html", Page.of(title, visits.database(), visits.add()));
      } catch (SQLException e) {
        answer(exchange, 503, "text/html", Page.down(title, visits.database()));
      }
    });
    server.createContext("/healthz", exchange -> {
      try {
        visits.check();
        answer(exchange, 200, "text/plain", "ok\n");
      } catch (SQLException e) {
        answer(exchange, 503, "text/plain", "the database does not answer: " + e.getMessage() + "\n");
      }
    });
    server.createContext("/config", exchange ->
        answer(exchange, 200, "application/json", "{\"title\": " + json(title) + ", \"database\": " + visits.database().json() + "}\n"));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> server.stop(0)));
    server.start();
    System.out.println("serving on http://" + arguments[0] + ":" + arguments[1] + "/ with database " + visits.database().name());
  }

  private static void answer(HttpExchange exchange, int code, String type, String text) throws IOException {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.getResponseHeaders().set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; img-src data:");
    try (exchange) {
      exchange.sendResponseHeaders(code, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private static String json(String text) {
    return text.chars()
        .mapToObj(c -> c < ' ' || c == '"' || c == '\\' ? String.format("\\u%04x", c) : String.valueOf((char) c))
        .collect(Collectors.joining("", "\"", "\""));
  }

  /** Where the visits are kept. */
  record Database(String host, int port, String name, String user, String password) {
    static Database parse(String text) {
      var url = URI.create(text);
      var login = Optional.ofNullable(url.getRawUserInfo()).orElse("").split(":", 2);
      var host = url.getHost().replaceAll("[\\[\\]]", "");
      var name = url.getRawPath().replaceFirst("^/", "");
      return new Database(host, url.getPort() < 0 ? 5432 : url.getPort(), decode(name), decode(login[0]), login.length > 1 ? decode(login[1]) : "");
    }

    private static String decode(String text) {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    Connection connect() throws SQLException {
      var login = new Properties();
      login.setProperty("user", user);
      login.setProperty("password", password);
      login.setProperty("connectTimeout", "3");
      login.setProperty("socketTimeout", "5");
      var encoded = java.net.URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
      var at = host.contains(":") ? "[" + host + "]" : host;
      return new org.postgresql.Driver().connect("jdbc:postgresql://" + at + ":" + port + "/" + encoded, login);
    }

    String json() {
      return "{\"host\": " + WebApp.json(host) + ", \"port\": " + port + ", \"name\": " + WebApp.json(name) + ", \"user\": " + WebApp.json(user) + "}";
    }
  }

  /** How many visits there were, and how many in each of the last minutes, the newest last. */
  record Count(long all, List<Long> minutes) {}

  /** The visits, over one connection that is made again when it broke. Thread-safe. */
  static final class Visits {
    private final Database database;
    private Optional<Connection> connection = Optional.empty();

    Visits(Database database) {
      this.database = database;
    }

    Database database() {
      return database;
    }

    synchronized void check() throws SQLException {
      connected();
    }

    synchronized Count add() throws SQLException {
      try (var statement = connected().createStatement()) {
        statement.execute("INSERT INTO visits DEFAULT VALUES");
        long all;
        try (var row = statement.executeQuery("SELECT count(*) FROM visits")) {
          row.next();
          all = row.getLong(1);
        }
        var minutes = new ArrayList<Long>();
        try (var rows = statement.executeQuery(
            "SELECT count(v.at) FROM generate_series(" + (MINUTES - 1) + ", 0, -1) AS ago"
                + " LEFT JOIN visits v ON v.at > now() - interval '" + MINUTES + " minutes'"
                + " AND floor(extract(epoch FROM now() - v.at) / 60) = ago GROUP BY ago ORDER BY ago DESC")) {
          while (rows.next()) {
            minutes.add(rows.getLong(1));
          }
        }
        return new Count(all, minutes);
      }
    }

    private Connection connected() throws SQLException {
      if (connection.isPresent() && connection.get().isValid(2)) {
        return connection.get();
      }
      if (connection.isPresent()) {
        connection.get().close();
        connection = Optional.empty();
      }
      var fresh = database.connect();
      try (var statement = fresh.createStatement()) {
        statement.execute("CREATE TABLE IF NOT EXISTS visits (at timestamptz NOT NULL DEFAULT now())");
        statement.execute("CREATE INDEX IF NOT EXISTS visits_at ON visits (at)");
      }
      connection = Optional.of(fresh);
      return fresh;
    }
  }

  /** The page, whole: no script, nothing fetched from elsewhere. */
  static final class Page {
    private static final String FRAME = """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>TITLE</title>
        <link rel="icon" href="data:,">
        <style>
        :root { color-scheme: light dark; --ink: #1c2430; --soft: #5d6b7e; --paper: #f3f1ec; --card: #fffdf9; --line: #e2ddd3; --accent: #2f6f62; }
        @media (prefers-color-scheme: dark) { :root { --ink: #e9e6df; --soft: #9aa5b4; --paper: #14181e; --card: #1c222a; --line: #2c343f; --accent: #6fc3b0; } }
        * { box-sizing: border-box; }
        body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1.5rem; background: var(--paper); color: var(--ink); font: 1rem/1.6 ui-serif, Georgia, serif; }
        main { width: min(34rem, 100%); background: var(--card); border: 1px solid var(--line); border-radius: 1rem; padding: 2.5rem; box-shadow: 0 1.5rem 3rem -2rem rgb(0 0 0 / .35); }
        h1 { margin: 0 0 1.5rem; font-size: 1.5rem; font-weight: 600; overflow-wrap: anywhere; }
        .count { font-size: clamp(3.5rem, 18vw, 6rem); line-height: 1; font-weight: 600; color: var(--accent); font-variant-numeric: tabular-nums; }
        .soft { color: var(--soft); margin: .25rem 0 0; }
        svg { display: block; width: 100%; height: 4rem; margin: 2rem 0 .5rem; fill: var(--accent); }
        dl { display: grid; grid-template-columns: auto 1fr; gap: .25rem 1rem; margin: 1.5rem 0 0; padding-top: 1.5rem; border-top: 1px solid var(--line); font: .875rem/1.6 ui-monospace, Menlo, monospace; }
        dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
        </style>
        </head>
        <body><main><h1>TITLE</h1>BODY
        <dl><dt>database</dt><dd>NAME</dd><dt>server</dt><dd>SERVER</dd><dt>user</dt><dd>USER</dd></dl>
        </main></body>
        </html>
        """;

    static String of(String title, Database database, Count count) {
      long most = count.minutes().stream().mapToLong(Long::longValue).max().orElse(0);
      var bars = new StringBuilder();
      for (int i = 0; i < count.minutes().size(); i++) {
        double height = Math.max(1, 38.0 * count.minutes().get(i) / Math.max(1, most));
        bars.append(String.format(java.util.Locale.ROOT, "<rect x=\"%d\" y=\"%.1f\" width=\"7\" height=\"%.1f\" rx=\"1.5\"/>", i * 10, 40 - height, height));
      }
      var body = "<div class=\"count\">" + count.all() + "</div><p class=\"soft\">" + (count.all() == 1 ? "visit" : "visits") + ", yours among them</p>"
          + "<svg viewBox=\"0 0 " + MINUTES * 10 + " 40\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"visits per minute\">" + bars + "</svg>"
          + "<p class=\"soft\">the last " + MINUTES + " minutes</p>";
      return fill(title, database, body);
    }

    static String down(String title, Database database) {
      return fill(title, database, "<div class=\"count\">…</div><p class=\"soft\">The database does not answer just now. Please try again in a moment.</p>");
    }

    private static String fill(String title, Database database, String body) {
      var out = new StringBuilder();
      var matcher = java.util.regex.Pattern.compile("TITLE|BODY|NAME|SERVER|USER").matcher(FRAME);
      while (matcher.find()) {
        var text = switch (matcher.group()) {
          case "TITLE" -> html(title);
          case "BODY" -> body;
          case "NAME" -> html(database.name());
          case "SERVER" -> html(database.host() + ":" + database.port());
          default -> html(database.user());
        };
        matcher.appendReplacement(out, java.util.regex.Matcher.quoteReplacement(text));
      }
      return matcher.appendTail(out).toString();
    }

    private static String html(String text) {
      return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
  }
}
