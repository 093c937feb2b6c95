package io.sutler.cloud.openstack;

import io.sutler.cloud.MachineOrder;
import io.sutler.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.codec.digest.Sha2Crypt;

/** What cloud-init is told: host name, keys, root's password, disks. Data, written as JSON. */
record UserData(MachineOrder order, Map<MachineOrder.Disk, String> volumes) {
  private static final int SERIAL = 20;

  String base64() {
    return Base64.getEncoder().encodeToString(text().getBytes(StandardCharsets.UTF_8));
  }

  String text() {
    var config = new HashMap<String, Object>();
    config.put("hostname", order.host());
    config.put("preserve_hostname", false);
    config.put("manage_etc_hosts", true);
    config.put("users", users());
    if (order.login().equals("root")) {
      config.put("disable_root", false);
    }
    order
        .rootPassword()
        .ifPresent(password -> {
          config.put("ssh_pwauth", true);
          config.put("disable_root", false);
          config.put(
              "chpasswd", Map.of("expire", false, "list", List.of("root:" + hash(password))));
        });
    if (!volumes.isEmpty()) {
      config.put("fs_setup", fileSystems());
      config.put("mounts", mounts());
    }
    return "#cloud-config\n" + Json.write(config) + "\n";
  }

  /** The metadata service gives user data to every process of the machine: only a hash is in it. */
  private static String hash(String password) {
    return Sha2Crypt.sha512Crypt(password.getBytes(StandardCharsets.UTF_8));
  }

  private List<Object> users() {
    var users = new ArrayList<Object>();
    users.add("default");
    var login = new HashMap<String, Object>();
    login.put("name", order.login());
    login.put("ssh_authorized_keys", order.publicKeys());
    if (!order.login().equals("root")) {
      login.put("sudo", "ALL=(ALL) NOPASSWD:ALL");
      login.put("shell", "/bin/bash");
    }
    users.add(login);
    return users;
  }

  /** With {@code any}, a disk that has something on it is left as it is; {@code none} asks not. */
  private List<Object> fileSystems() {
    return volumes.values().stream()
        .map(volume ->
            (Object)
                Map.of(
                    "device",
                    device(volume),
                    "filesystem",
                    "ext4",
                    "partition",
                    "any",
                    "overwrite",
                    false))
        .toList();
  }

  private List<Object> mounts() {
    var mounts = new ArrayList<Object>();
    volumes.forEach((disk, volume) ->
        mounts.add(
            List.of(
                device(volume),
                disk.mount(),
                "auto",
                "defaults,nofail,x-systemd.device-timeout=30",
                "0",
                "2")));
    return mounts;
  }

  /** KVM shows as much of a volume's id as a disk's serial number holds. */
  private static String device(String volume) {
    return "/dev/disk/by-id/virtio-" + volume.substring(0, Math.min(SERIAL, volume.length()));
  }
}
