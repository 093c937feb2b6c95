package io.sutler.cloud.hosts;

import io.sutler.cloud.Inventory;
import io.sutler.domain.OwnerTag;
import io.sutler.json.Json;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A member's disk: a directory of a host, as it is written down beside it.
 *
 * @param region of which installation's region the host was leased
 * @param name unique within the member
 * @param bytes that were declared; kept to by nobody
 * @param id another one for each disk: the name of its directory
 */
record HostDisk(
    OwnerTag owner, String region, String member, String name, long bytes, Instant since, String id)
    implements WrittenDown {
  private static final String ID = "[0-9a-f-]{36}";
  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9_-]{0,99}";

  /** One line; {@link #parse} reads it behind the id. */
  String text() {
    var all = whose();
    all.put("disk", name);
    all.put("bytes", bytes);
    all.put("since", since.getEpochSecond());
    return Json.write(all);
  }

  /** From its id and its record; empty for what is no disk. */
  static Optional<HostDisk> parse(String line) {
    var words = line.split(" ", 2);
    var all = Answer.json(words.length < 2 ? "" : words[1]);
    var tag = WrittenDown.said(all, "installation") + "/" + WrittenDown.said(all, "deployment");
    var owner = OwnerTag.parse(tag + "/" + WrittenDown.said(all, "component"));
    var member = WrittenDown.said(all, "member");
    var name = WrittenDown.said(all, "disk");
    return owner.isEmpty() || !words[0].matches(ID) || !member.matches(NAME) || !name.matches(NAME)
        ? Optional.empty()
        : Optional.of(
            new HostDisk(
                owner.get(),
                WrittenDown.said(all, "region"),
                member,
                name,
                number(all, "bytes"),
                Instant.ofEpochSecond(number(all, "since")),
                words[0]));
  }

  private static long number(Map<String, Object> all, String name) {
    return all.get(name) instanceof Number n ? Math.clamp(n.longValue(), 0, 1L << 50) : 0;
  }

  /** The same, of another member. */
  HostDisk of(OwnerTag other, String machine) {
    return new HostDisk(other, region, machine, name, bytes, since, id);
  }

  /** Tells the host, and this disk from every machine there. */
  static boolean isHandle(String handle) {
    return handle.contains("#");
  }

  Inventory.Thing thing(Host host) {
    return new Inventory.Thing(
        owner,
        Inventory.DISK,
        name,
        Optional.of(member),
        host.name() + "#" + id,
        bytes,
        "disk " + name + " on " + host.name(),
        Optional.of(since));
  }
}
