package io.sutler.cloud.openstack;

import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.cloud.MachineOrder;
import io.sutler.domain.DeploymentId;
import io.sutler.domain.OwnerTag;
import io.sutler.domain.Resources;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

class UserDataTest {
  private static final MachineOrder.Disk DISK = new MachineOrder.Disk("data", 1 << 30, "/data");

  private static MachineOrder order(String login, Optional<String> password, String key) {
    return new MachineOrder(
        new OwnerTag("a", new DeploymentId("d"), "c"),
        "c-0",
        "orders-c-0",
        "tiny",
        Resources.NONE,
        "debian-12",
        login,
        List.of(key),
        password,
        List.of(DISK),
        Map.of(),
        "digest");
  }

  private static Map<String, Object> read(UserData data) {
    assertThat(data.text()).startsWith("#cloud-config\n");
    return new Yaml(new SafeConstructor(new LoaderOptions())).load(data.text());
  }

  @Test
  void it_names_the_host_lets_keys_in_and_mounts_disks() {
    var order = order("debian", Optional.empty(), "ssh-ed25519 AAAA mira");
    var read = read(new UserData(order, Map.of(DISK, "0123456789abcdefghijklmnop")));
    assertThat(read).containsEntry("hostname", "orders-c-0").doesNotContainKey("chpasswd");
    assertThat(String.valueOf(read.get("users")))
        .contains("name=debian", "ssh_authorized_keys=[ssh-ed25519 AAAA mira]", "NOPASSWD");
    assertThat(String.valueOf(read.get("mounts")))
        .contains("/dev/disk/by-id/virtio-0123456789abcdefghij, /data");
    // with partition=none, cloud-init formats a disk that comes back with its data
    assertThat(String.valueOf(read.get("fs_setup"))).contains("overwrite=false", "partition=any");
  }

  @Test
  void roots_password_is_there_as_a_hash_only() {
    var order = order("root", Optional.of("open sesame"), "");
    var data = new UserData(order, Map.of());
    assertThat(data.text()).doesNotContain("open sesame").contains("root:$6$");
    assertThat(read(data)).containsEntry("disable_root", false).doesNotContainKey("mounts");
  }

  @Test
  void hostile_text_stays_text() {
    var key = "ssh-rsa \"}]\nruncmd: [reboot]\n#";
    var read = read(new UserData(order("debian", Optional.empty(), key), Map.of()));
    assertThat(read).doesNotContainKey("runcmd");
  }
}
