package io.sutler.acceptance;

import java.io.IOException;
import java.nio.file.Path;

/** A key of the test's own. */
record SshKey(Path file, String publicKey) {
  static SshKey in(Path folder) throws IOException, InterruptedException {
    var file = folder.resolve("id");
    RealEngine.run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", file.toString());
    return new SshKey(file, RealEngine.run("cat", file + ".pub"));
  }

  String on(String address, String command) throws IOException, InterruptedException {
    return RealEngine.run(
        "ssh",
        "-n",
        "-i",
        file.toString(),
        "-o",
        "StrictHostKeyChecking=no",
        "-o",
        "UserKnownHostsFile=/dev/null",
        "-o",
        "LogLevel=ERROR",
        "-o",
        "ConnectTimeout=10",
        "root@" + address,
        command);
  }
}
