import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Properties;
import java.util.StringJoiner;

/**
 * Runs statements where no psql is installed. Input: host, port, database, user, password, TLS mode
 * and SQL, each ended by a zero byte. Output: rows, tab-separated.
 */
final class Sql {
  public static void main(String[] arguments) throws IOException {
    var input = new String(System.in.readAllBytes(), StandardCharsets.UTF_8).split("\0", -1);
    var login = new Properties();
    var host = input[0].contains(":") ? "[" + input[0] + "]" : input[0];
    var database = URLEncoder.encode(input[2], StandardCharsets.UTF_8).replace("+", "%20");
    var url = "jdbc:postgresql://" + host + ":" + input[1] + "/" + database;
    login.setProperty("user", input[3]);
    login.setProperty("password", input[4]);
    login.setProperty("sslmode", input[5]);
    login.setProperty("connectTimeout", "10");
    try (var connection = new org.postgresql.Driver().connect(url, login);
        var statement = connection.createStatement()) {
      boolean rows = statement.execute(input[6]);
      while (rows || statement.getUpdateCount() >= 0) {
        if (rows) {
          print(statement.getResultSet());
        }
        rows = statement.getMoreResults();
      }
    } catch (SQLException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  private static void print(ResultSet result) throws SQLException {
    int columns = result.getMetaData().getColumnCount();
    while (result.next()) {
      var line = new StringJoiner("\t");
      for (int column = 1; column <= columns; column++) {
        var text = result.getString(column);
        line.add(text == null ? "" : text);
      }
      System.out.println(line);
    }
  }
}
