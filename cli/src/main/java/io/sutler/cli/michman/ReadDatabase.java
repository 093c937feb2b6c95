package io.sutler.cli.michman;

import com.github.shyiko.mysql.binlog.io.ByteArrayInputStream;
import com.github.shyiko.mysql.binlog.network.Authenticator;
import com.github.shyiko.mysql.binlog.network.ClientCapabilities;
import com.github.shyiko.mysql.binlog.network.ServerException;
import com.github.shyiko.mysql.binlog.network.protocol.ErrorPacket;
import com.github.shyiko.mysql.binlog.network.protocol.GreetingPacket;
import com.github.shyiko.mysql.binlog.network.protocol.PacketChannel;
import com.github.shyiko.mysql.binlog.network.protocol.command.QueryCommand;
import com.github.shyiko.mysql.binlog.network.protocol.command.SSLRequestCommand;
import io.sutler.cli.print.Plain;
import io.sutler.cli.terminal.Mishap;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Reads whole tables, and writes nothing. Used by one thread. */
public final class ReadDatabase implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 30_000;
  private static final int MOST_ROWS = 1_000_000;
  private static final int LARGEST = 0xffffff;
  private static final int ERROR = 0xff;
  private static final int END = 0xfe;
  private static final int NULL = 0xfb;
  private final PacketChannel channel;

  private ReadDatabase(PacketChannel channel) {
    this.channel = channel;
  }

  /**
   * @param tls how it is made sure that nobody else hears or answers; empty for a plain connection
   * @throws Mishap when it cannot be reached, or does not let the user in
   */
  public static ReadDatabase open(DatabaseAddress at, String password, Optional<Tls> tls) {
    try {
      var socket = new Socket();
      socket.connect(new InetSocketAddress(at.host(), at.port()), PATIENCE_MILLIS);
      socket.setSoTimeout(PATIENCE_MILLIS);
      var channel = new PacketChannel(socket);
      var first = channel.read();
      if (first.length > 0 && (first[0] & 0xff) == ERROR) {
        throw refused(first);
      }
      var greeting = new GreetingPacket(first);
      if (tls.isPresent()) {
        encrypt(channel, greeting, tls.get(), at);
      }
      new Authenticator(greeting, channel, at.database(), at.user(), password).authenticate();
      channel.authenticationComplete();
      var database = new ReadDatabase(channel);
      var unused = database.query("SET SESSION TRANSACTION READ ONLY");
      unused = database.query("SET NAMES utf8mb4");
      unused = database.query("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY");
      return database;
    } catch (ServerException e) {
      throw Mishap.failed(
          "the database at " + at + " refuses: " + Plain.line(String.valueOf(e.getMessage())),
          "check user, password and the database's name");
    } catch (IOException | RuntimeException e) {
      if (e instanceof Mishap mishap) {
        throw mishap;
      }
      throw Mishap.failed(
          "no MySQL or MariaDB answers at %s: %s"
              .formatted(at, Plain.line(String.valueOf(e.getMessage()))),
          "check the address; it must be reachable from here");
    }
  }

  /** Before anything is said that others must not hear. */
  private static void encrypt(
      PacketChannel channel, GreetingPacket greeting, Tls tls, DatabaseAddress at)
      throws IOException {
    if ((greeting.getServerCapabilities() & ClientCapabilities.SSL) == 0) {
      throw Mishap.failed(
          "the database at " + at + " offers no TLS",
          "give it a certificate (ssl_cert and ssl_key), or leave out --tls and use a tunnel");
    }
    var ask = new SSLRequestCommand();
    ask.setCollation(greeting.getServerCollation());
    // the server goes by these, not by those that come with the user's name
    ask.setClientCapabilities(
        ClientCapabilities.LONG_FLAG
            | ClientCapabilities.PROTOCOL_41
            | ClientCapabilities.SECURE_CONNECTION
            | ClientCapabilities.PLUGIN_AUTH
            | ClientCapabilities.CONNECT_WITH_DB);
    channel.write(ask);
    try {
      channel.upgradeToSSL(socket -> tls.over(socket, at.host()), null);
    } catch (SSLException e) {
      throw Mishap.failed(
          "the database at %s does not prove who it is: %s"
              .formatted(at, Plain.line(String.valueOf(e.getMessage()))),
          "its certificate must name %s and be signed with what --tls-ca holds"
              .formatted(at.host()));
    }
  }

  /**
   * All rows, by the columns' names; what is null is left out.
   *
   * @param table is pasted into the statement: never what somebody typed
   */
  public List<Map<String, String>> table(String table) {
    try {
      return query("SELECT * FROM `" + table + "`");
    } catch (IOException e) {
      throw Mishap.failed(
          "table %s cannot be read: %s"
              .formatted(table, Plain.line(String.valueOf(e.getMessage()))),
          "is this the database that Michman's sql/create_tables.sql made?");
    }
  }

  private List<Map<String, String>> query(String sql) throws IOException {
    channel.write(new QueryCommand(sql));
    var head = packet();
    if ((head[0] & 0xff) == ERROR) {
      throw refused(head);
    }
    var rows = new ArrayList<Map<String, String>>();
    int count = head[0] == 0 ? 0 : new ByteArrayInputStream(head).readPackedInteger();
    if (count == 0) {
      return rows;
    }
    var columns = new ArrayList<String>();
    for (int i = 0; i < count; i++) {
      columns.add(column(packet()));
    }
    var unused = packet();
    for (var packet = packet(); !isEnd(packet); packet = packet()) {
      if ((packet[0] & 0xff) == ERROR) {
        throw refused(packet);
      }
      rows.add(row(columns, packet));
      if (rows.size() > MOST_ROWS) {
        throw new IOException("it has more than %d rows".formatted(MOST_ROWS));
      }
    }
    return rows;
  }

  /** The channel's own way counts packets, and does not know that they begin again after 255. */
  private byte[] packet() throws IOException {
    var in = channel.getInputStream();
    int length = in.readInteger(3);
    if (in.read() < 0 || length == 0 || length == LARGEST) {
      throw new IOException("it sends what cannot be read");
    }
    return in.read(length);
  }

  private static boolean isEnd(byte[] packet) {
    return (packet[0] & 0xff) == END && packet.length < 9;
  }

  /** Catalogue, schema, table and the table's own name stand before the name. */
  private static String column(byte[] packet) throws IOException {
    var in = new ByteArrayInputStream(packet);
    for (int i = 0; i < 4; i++) {
      var unused = in.readLengthEncodedString();
    }
    return in.readLengthEncodedString();
  }

  private static Map<String, String> row(List<String> columns, byte[] packet) throws IOException {
    var in = new ByteArrayInputStream(packet);
    var row = new LinkedHashMap<String, String>();
    for (var name : columns) {
      if (in.peek() == NULL) {
        var unused = in.read();
      } else {
        row.put(name, new String(in.read(in.readPackedInteger()), StandardCharsets.UTF_8));
      }
    }
    return row;
  }

  private static IOException refused(byte[] packet) throws IOException {
    var error = new ErrorPacket(Arrays.copyOfRange(packet, 1, packet.length));
    return new IOException(error.getErrorMessage());
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // it was only read from
    }
  }
}
