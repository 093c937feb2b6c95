package io.sutler.testkit;

import io.sutler.cloud.CloudTrouble;
import io.sutler.domain.OwnerTag;
import io.sutler.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

/** What is really there, in a file that processes share. Thread-safe. */
public record MachineLedger(Path file) {
  private static final ReentrantLock ONE = new ReentrantLock();

  /**
   * One thing.
   *
   * @param kind machine or disk
   * @param name of the machine, also of a disk's
   * @param state of a machine its power state; of a disk {@link #SPARE} or nothing
   * @param flavor of a machine
   * @param bytes of a disk
   * @param ready until then it is being built
   * @param listed until then no list shows it
   * @param leaves when it will be gone
   */
  public record Entry(
      String handle,
      String owner,
      String kind,
      String name,
      String disk,
      String state,
      String digest,
      String colour,
      String flavor,
      Instant since,
      Instant ready,
      Instant listed,
      Optional<Instant> leaves,
      long bytes) {
    /** The state of a disk that was made late, when another one had its place already. */
    static final String SPARE = "SPARE";

    static Entry disk(OwnerTag owner, String machine, String disk, long bytes, Instant now) {
      return new Entry(
          "",
          owner.text(),
          "disk",
          machine,
          disk,
          "",
          "",
          "",
          "",
          now,
          now,
          now,
          Optional.empty(),
          bytes);
    }

    /** Made by a request whose reply was lost, and shown by no list until then. */
    Entry spare(Instant shown) {
      return new Entry(
          handle, owner, kind, name, disk, SPARE, digest, colour, flavor, since, ready, shown,
          leaves, bytes);
    }

    /** With another size. */
    Entry sized(long other) {
      return new Entry(
          handle, owner, kind, name, disk, state, digest, colour, flavor, since, ready, listed,
          leaves, other);
    }

    OwnerTag tag() {
      return OwnerTag.parse(owner).orElseThrow();
    }

    Entry named(String to) {
      return new Entry(
          to, owner, kind, name, disk, state, digest, colour, flavor, since, ready, listed, leaves,
          bytes);
    }

    /** In another power state, from now on. */
    public Entry in(String other, Instant now) {
      return new Entry(
          handle, owner, kind, name, disk, other, digest, colour, flavor, now, ready, listed,
          leaves, bytes);
    }

    Entry leaving(Instant at) {
      return new Entry(
          handle,
          owner,
          kind,
          name,
          disk,
          state,
          digest,
          colour,
          flavor,
          since,
          ready,
          listed,
          Optional.of(at),
          bytes);
    }

    Entry of(OwnerTag other, String machine) {
      return new Entry(
          handle,
          other.text(),
          kind,
          machine,
          disk,
          state,
          digest,
          colour,
          flavor,
          since,
          ready,
          listed,
          leaves,
          bytes);
    }
  }

  /** All entries while they are being changed. */
  public record Book(TreeMap<String, Entry> all, int[] made) {
    public List<Entry> entries() {
      return List.copyOf(all.values());
    }

    Optional<Entry> machine(OwnerTag owner, String name) {
      return find("machine", owner, name, "");
    }

    Optional<Entry> disk(OwnerTag owner, String name, String disk) {
      return find("disk", owner, name, disk);
    }

    private Optional<Entry> find(String kind, OwnerTag owner, String name, String disk) {
      return all.values().stream()
          .filter(e -> e.kind().equals(kind) && e.owner().equals(owner.text()))
          .filter(e -> e.name().equals(name) && e.disk().equals(disk))
          .filter(e -> e.leaves().isEmpty() && !e.state().equals(Entry.SPARE))
          .findFirst();
    }

    Entry add(Entry entry) {
      var named = entry.named((entry.kind().equals("disk") ? "d" : "m") + ++made[0]);
      all.put(named.handle(), named);
      return named;
    }

    public void replace(String handle, UnaryOperator<Entry> change) {
      all.computeIfPresent(handle, (_, e) -> change.apply(e));
    }

    void settle(Instant now) {
      all.values().removeIf(e -> e.leaves().filter(l -> !l.isAfter(now)).isPresent());
    }
  }

  /** What a change may do. */
  public interface Change<T> {
    T make(Book book) throws CloudTrouble;
  }

  private record Stored(int made, List<Entry> entries) {}

  public List<Entry> entries() {
    try {
      return change(Book::entries);
    } catch (CloudTrouble e) {
      throw new IllegalStateException(e);
    }
  }

  /** An accident, or a deed. */
  public <T> T change(Change<T> change) throws CloudTrouble {
    ONE.lock();
    try (var channel =
            FileChannel.open(
                file.resolveSibling(file.getFileName() + ".lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        var _ = channel.lock()) {
      var stored =
          Files.exists(file)
              ? Json.read(Files.readString(file), Stored.class)
              : new Stored(0, List.of());
      var all = new TreeMap<String, Entry>();
      stored.entries().forEach(e -> all.put(e.handle(), e));
      var book = new Book(all, new int[] {stored.made()});
      var result = change.make(book);
      var text = Json.write(new Stored(book.made()[0], book.entries()));
      var part = file.resolveSibling(file.getFileName() + ".part");
      try (var out =
          FileChannel.open(
              part,
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE,
              StandardOpenOption.TRUNCATE_EXISTING)) {
        out.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
      }
      Files.move(part, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
      return result;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      ONE.unlock();
    }
  }
}
