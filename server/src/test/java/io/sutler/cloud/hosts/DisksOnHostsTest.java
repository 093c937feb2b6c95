package io.sutler.cloud.hosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sutler.cloud.CloudRegion;
import io.sutler.cloud.CloudTrouble;
import io.sutler.cloud.Inventory;
import io.sutler.cloud.Machine;
import io.sutler.cloud.MachineOrder;
import io.sutler.cloud.MachineState;
import io.sutler.domain.Blame;
import io.sutler.domain.DeploymentId;
import io.sutler.domain.Failure;
import io.sutler.domain.OwnerTag;
import io.sutler.domain.Region;
import io.sutler.domain.Resources;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Members' disks on hosts that are all this machine, each with directories of its own. */
class DisksOnHostsTest {
  private static final OwnerTag SHOP = new OwnerTag("sutler-a", new DeploymentId("SHOP"), "node");
  private static final OwnerTag NEXT = new OwnerTag("sutler-a", new DeploymentId("NEXT"), "node");

  @TempDir private Path directory;
  private OwnMounts mounts;
  private HostsCloud cloud;

  @BeforeEach
  void open() throws Exception {
    mounts = OwnMounts.open(directory);
    cloud = cloud();
  }

  @AfterEach
  void close() {
    mounts.close();
  }

  private HostsCloud cloud() {
    return new HostsCloud(
        InstantSource.system(), directory.resolve("data/keys.json"), mounts.before());
  }

  private CloudRegion region(String... names) {
    return region(Map.of(), names);
  }

  private CloudRegion region(Map<String, Object> more, String... names) {
    var hosts = new ArrayList<Map<String, Object>>();
    for (var name : names) {
      hosts.add(
          Map.of(
              "name",
              name,
              "connection",
              "local",
              "marker",
              directory + "/marker/" + name,
              "disks",
              store(name).toString()));
    }
    var settings = new java.util.HashMap<String, Object>(more);
    settings.put("hosts", hosts);
    return new CloudRegion(
        new Region("lab", Optional.empty(), "hosts", "", settings, "", false, 4),
        "sutler-a",
        Map.of("password", "not a secret"));
  }

  private Path store(String host) {
    return directory.resolve("store").resolve(host);
  }

  private Path mount() {
    return directory.resolve("srv/data");
  }

  private MachineOrder order(OwnerTag owner, String member) {
    return order(owner, member, mount().toString());
  }

  private static MachineOrder order(OwnerTag owner, String member, String mount) {
    return new MachineOrder(
        owner,
        member,
        "shop-" + member,
        "any",
        new Resources(1, 1, 0),
        "any",
        "root",
        List.of(),
        Optional.empty(),
        List.of(new MachineOrder.Disk("data", 1 << 30, mount)),
        Map.of(),
        "digest");
  }

  private Machine made(OwnerTag owner, String member, CloudRegion region) throws Exception {
    return cloud.create(order(owner, member), region);
  }

  private static String host(Machine machine) {
    return machine.handle().split("@")[0];
  }

  private Failure refused(OwnerTag owner, String member, CloudRegion region) {
    return refused(order(owner, member), region);
  }

  private Failure refused(MachineOrder order, CloudRegion region) {
    return catchThrowableOfType(CloudTrouble.class, () -> cloud.create(order, region)).failure();
  }

  private List<Inventory.Thing> disks(CloudRegion region) throws Exception {
    return cloud.look(region).things();
  }

  private String mounted() throws Exception {
    return mounts.say("grep -c ' %s ' /proc/self/mountinfo".formatted(mount()));
  }

  private void write(String text) throws Exception {
    assertThat(mounts.say("echo %s >%s/file".formatted(text, mount()))).isEmpty();
  }

  private String read() throws Exception {
    return mounts.say("cat %s/file".formatted(mount()));
  }

  private String fstab() throws Exception {
    return Files.readString(directory.resolve("fstab"));
  }

  @Test
  void an_order_has_its_disk_mounted_once_and_told() throws Exception {
    var region = region("a");
    made(SHOP, "node-0", region);
    assertThat(cloud.create(order(SHOP, "node-0"), region).state()).isEqualTo(MachineState.RUNNING);
    assertThat(mounted()).isEqualTo("1");
    assertThat(fstab().lines().filter(l -> l.contains(" " + mount() + " none bind"))).hasSize(1);
    assertThat(disks(region))
        .singleElement()
        .satisfies(disk -> {
          assertThat(disk.owner()).isEqualTo(SHOP);
          assertThat(disk.name()).isEqualTo("data");
          assertThat(disk.machine()).contains("node-0");
          assertThat(disk.bytes()).isEqualTo(1 << 30);
          assertThat(disk.holdsData()).isTrue();
        });
  }

  @Test
  void a_mount_that_was_lost_comes_back_with_the_next_pass() throws Exception {
    var region = region("a");
    made(SHOP, "node-0", region);
    write("kept");
    mounts.say("umount " + mount());
    assertThat(cloud.look(region).machines())
        .singleElement()
        .satisfies(m -> assertThat(m.state()).isEqualTo(MachineState.BUILDING));
    made(SHOP, "node-0", region);
    assertThat(read()).isEqualTo("kept");
    assertThat(mounted()).isEqualTo("1");
    assertThat(fstab().lines().filter(l -> l.contains("x-sutler="))).hasSize(1);
  }

  @Test
  void a_host_that_is_given_back_keeps_the_data_and_nothing_else() throws Exception {
    var region = region("a");
    var before = fstab();
    var machine = made(SHOP, "node-0", region);
    write("kept");
    cloud.delete(machine.handle(), region);
    cloud.delete(machine.handle(), region);
    assertThat(mounted()).isEqualTo("0");
    assertThat(fstab()).isEqualTo(before);
    assertThat(directory.resolve("srv")).doesNotExist();
    assertThat(directory.resolve("marker")).isEmptyDirectory();
    assertThat(disks(region)).hasSize(1);
  }

  @Test
  void what_stood_at_the_place_before_is_hidden_and_comes_back() throws Exception {
    Files.createDirectories(mount());
    Files.writeString(mount().resolve("file"), "the host's own");
    var region = region("a");
    var machine = made(SHOP, "node-0", region);
    assertThat(read()).contains("No such file");
    write("ours");
    cloud.delete(machine.handle(), region);
    assertThat(read()).isEqualTo("the host's own");
  }

  @Test
  void a_release_that_was_cut_off_is_ended_by_the_next() throws Exception {
    var failing = region(Map.of("release", "exit 3"), "a");
    var machine = made(SHOP, "node-0", failing);
    write("kept");
    var failure =
        catchThrowableOfType(CloudTrouble.class, () -> cloud.delete(machine.handle(), failing));
    assertThat(failure.failure().code()).isEqualTo("release-failed");
    assertThat(cloud.look(failing).machines()).hasSize(1);
    cloud.delete(machine.handle(), region("a"));
    assertThat(cloud.look(failing).machines()).isEmpty();
    made(SHOP, "node-0", region("a"));
    assertThat(read()).isEqualTo("kept");
  }

  @Test
  void neither_a_units_directories_nor_the_regions_cleaning_reach_the_data() throws Exception {
    var cleaning = region(Map.of("release", "rm -rf " + mount()), "a");
    var machine = made(SHOP, "node-0", cleaning);
    write("kept");
    var unit = directory.resolve("units/shop.service");
    Files.writeString(
        unit, "# sutler-a/SHOP/node\n# with it: %s %s\n".formatted(mount(), store("a")));
    cloud.delete(machine.handle(), cleaning);
    assertThat(unit).doesNotExist();
    made(SHOP, "node-0", cleaning);
    assertThat(read()).isEqualTo("kept");
  }

  @Test
  void who_still_works_on_a_disk_is_ended_when_its_host_is_given_back() throws Exception {
    var region = region("a");
    var machine = made(SHOP, "node-0", region);
    var holder = mounts.begin("exec 3>%s/open; echo held; exec sleep 3600".formatted(mount()));
    var bystander = mounts.begin("exec 3>%s/open; echo held; exec sleep 3600".formatted(directory));
    try {
      assertThat(holder.inputReader().readLine()).isEqualTo("held");
      assertThat(bystander.inputReader().readLine()).isEqualTo("held");
      cloud.delete(machine.handle(), region);
      assertThat(holder.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(bystander.isAlive()).isTrue();
      assertThat(mounted()).isEqualTo("0");
    } finally {
      holder.destroyForcibly();
      bystander.destroyForcibly();
    }
  }

  @Test
  void a_member_comes_back_to_its_disk_and_a_host_that_keeps_one_is_nobody_elses()
      throws Exception {
    var region = region("a", "b");
    var machine = made(SHOP, "node-0", region);
    assertThat(host(machine)).isEqualTo("a");
    write("kept");
    cloud.delete(machine.handle(), region);
    var other = cloud.create(order(NEXT, "node-0", directory + "/srv/other"), region);
    assertThat(host(other)).isEqualTo("b");
    assertThat(refused(NEXT, "node-1", region).message())
        .isEqualTo(
            "no host of region lab is free for node-1: a keeps a disk for its return; b is leased already");
    assertThat(host(made(SHOP, "node-0", region))).isEqualTo("a");
    assertThat(read()).isEqualTo("kept");
  }

  @Test
  void a_member_whose_host_is_taken_is_not_started_with_an_empty_disk() throws Exception {
    var region = region("a", "b");
    cloud.delete(made(SHOP, "node-0", region).handle(), region);
    var marker = directory.resolve("marker/a");
    Files.createDirectories(marker);
    Files.writeString(marker.resolve("owner.json"), "this one is Mira's");
    var taken = refused(SHOP, "node-0", region);
    assertThat(taken.blame()).isEqualTo(Blame.CAPACITY);
    assertThat(taken.message())
        .isEqualTo(
            "node-0 needs a, which has its disks, and it is leased already: it is tried again once it is given back");
    Files.delete(marker.resolve("owner.json"));
    assertThat(cloud.look(region).machines()).isEmpty();
  }

  @Test
  void a_disk_is_deleted_with_its_data_and_never_while_it_is_used() throws Exception {
    var region = region("a");
    var machine = made(SHOP, "node-0", region);
    var disk = disks(region).getFirst().handle();
    write("kept");
    assertThat(
            catchThrowableOfType(CloudTrouble.class, () -> cloud.delete(disk, region))
                .failure()
                .code())
        .isEqualTo("disk-in-use");
    assertThat(read()).isEqualTo("kept");
    cloud.delete(machine.handle(), region);
    cloud.delete(disk, region);
    cloud.delete(disk, region);
    assertThat(disks(region)).isEmpty();
    assertThat(store("a")).doesNotExist();
  }

  @Test
  void a_kept_disk_is_handed_to_another_deployments_member() throws Exception {
    var region = region("a", "b");
    cloud.delete(made(SHOP, "node-0", region).handle(), region);
    made(SHOP, "node-0", region);
    write("kept");
    var machine = cloud.look(region).machines().getFirst();
    cloud.delete(machine.handle(), region);
    var disk = disks(region).getFirst();
    cloud.hand(disk, NEXT, "other-0", region);
    cloud.hand(disks(region).getFirst(), NEXT, "other-0", region);
    assertThat(disks(region)).singleElement().satisfies(d -> assertThat(d.owner()).isEqualTo(NEXT));
    made(NEXT, "other-0", region);
    assertThat(read()).isEqualTo("kept");
  }

  @Test
  void disks_of_a_silent_host_are_told_as_they_were_also_by_a_later_server() throws Exception {
    var region = region("a");
    cloud.delete(made(SHOP, "node-0", region).handle(), region);
    var known = disks(region);
    Files.delete(directory.resolve("fstab"));
    mounts.close();
    var later = cloud();
    assertThat(later.look(region).unseen()).hasSize(1);
    assertThat(later.look(region).things()).isEqualTo(known);
    assertThat(
            catchThrowableOfType(
                    CloudTrouble.class, () -> later.create(order(SHOP, "node-0"), region))
                .failure()
                .message())
        .startsWith("node-0 needs a, which has its disks, but ");
    assertThat(
            catchThrowableOfType(
                CloudTrouble.class, () -> later.delete(known.getFirst().handle(), region)))
        .isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "this one is Mira's",
        "",
        "{\"installation\":\"sutler-a\"}",
        "{\"installation\":{},\"deployment\":[],\"component\":7,\"member\":null,\"disk\":\"x\"}",
        "{\"installation\":\"sutler-a\",\"deployment\":\"SHOP\",\"component\":\"node\",\"region\":\"lab\",\"member\":\"../x\",\"disk\":\"$(reboot)\",\"bytes\":-1}"
      })
  void a_record_that_is_not_understood_is_left_alone_and_keeps_its_host(String text)
      throws Exception {
    var region = region("a");
    var record = store("a").resolve("00000000-0000-4000-8000-000000000000.json");
    Files.createDirectories(store("a"));
    Files.writeString(record, text);
    Files.writeString(store("a").resolve("x\nowner {}.json"), text);
    assertThat(disks(region)).isEmpty();
    assertThat(refused(SHOP, "node-0", region).message()).contains("a keeps a disk for its return");
    cloud.delete("a#00000000-0000-4000-8000-000000000000", region);
    cloud.delete("a#../../x", region);
    assertThat(record).hasContent(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/etc", "/a/../etc", "/proc/1", "/root", "/a b", "/a\nb", "data"})
  void where_a_host_has_what_it_needs_no_disk_is_mounted(String mount) {
    var failure = refused(order(SHOP, "node-0", mount), region("a"));
    assertThat(failure.code()).isEqualTo("no-disk-there");
    assertThat(failure.blame()).isEqualTo(Blame.USER);
    assertThat(directory.resolve("marker")).doesNotExist();
  }

  @Test
  void a_disk_whose_data_is_gone_is_not_replaced_by_an_empty_one() throws Exception {
    var region = region("a");
    cloud.delete(made(SHOP, "node-0", region).handle(), region);
    mounts.say("rm -rf %s/*/".formatted(store("a")));
    assertThat(refused(SHOP, "node-0", region).code()).isEqualTo("disk-lost");
  }
}
