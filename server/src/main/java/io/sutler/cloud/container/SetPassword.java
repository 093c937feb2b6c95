package io.sutler.cloud.container;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import io.sutler.cloud.CloudTrouble;
import io.sutler.domain.Blame;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** Sets an account's password inside a machine; it goes by standard input, never by argument. */
record SetPassword(Engine engine) {
  /** A password that nobody could log in with would be none. */
  private static final String SCRIPT =
      """
      chpasswd || exit 1
      mkdir -p /etc/ssh/sshd_config.d
      printf 'PermitRootLogin yes\nPasswordAuthentication yes\n' >/etc/ssh/sshd_config.d/00-sutler-password.conf
      systemctl reload ssh 2>/dev/null || systemctl reload sshd 2>/dev/null || :
      """;

  void of(String account, String password, String container)
      throws CloudTrouble, InterruptedException {
    var line = (account + ":" + password + "\n").getBytes(StandardCharsets.UTF_8);
    boolean done =
        engine.ask(c -> {
          var exec =
              c.execCreateCmd(container)
                  .withCmd("sh", "-c", SCRIPT)
                  .withAttachStdin(true)
                  .withAttachStdout(true)
                  .withAttachStderr(true)
                  .exec();
          try {
            c.execStartCmd(exec.getId())
                .withStdIn(new ByteArrayInputStream(line))
                .exec(new ResultCallback.Adapter<Frame>())
                .awaitCompletion(20, TimeUnit.SECONDS);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          var code = c.inspectExecCmd(exec.getId()).exec().getExitCodeLong();
          return code != null && code == 0;
        });
    if (!done) {
      throw new CloudTrouble(
          Blame.PROVIDER, "no-password", "the password of " + account + " could not be set");
    }
  }
}
