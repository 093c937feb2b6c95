package io.sutler.driver.ansible;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The {@code ansible.cfg} of one run: nothing of the machine's own configuration is used.
 *
 * @param base of the playbook
 * @param mitogen where its strategies lie, when they are to be used
 */
record AnsibleConfig(
    PlaybookFiles files, AnsibleInputs inputs, int forks, Path base, Optional<Path> mitogen) {
  private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

  String text() {
    return """
    [defaults]
    stdout_callback = sutler_events
    callback_plugins = %s
    roles_path = %s
    forks = %d
    timeout = 15
    host_key_checking = True
    retry_files_enabled = False
    deprecation_warnings = False
    localhost_warning = False
    nocows = True
    force_color = False
    %s%s
    [inventory]
    enable_plugins = yaml
    any_unparsed_is_failed = True

    [privilege_escalation]
    become = %s

    [ssh_connection]
    pipelining = True
    retries = 1
    control_path_dir = %s
    ssh_args = %s
    """
        .formatted(
            files.plugins(),
            roles(),
            forks,
            files.keyFile().map(key -> "private_key_file = " + key + "\n").orElse(""),
            mitogen
                .map(place -> "strategy_plugins = " + place + "\nstrategy = mitogen_linear\n")
                .orElse(""),
            inputs.login().become() ? "True" : "False",
            files.connections(),
            sshArguments());
  }

  // a repository often has its playbooks in a folder beside its roles
  private String roles() {
    return inputs.git().isPresent()
        ? files.roles() + ":" + base.resolve("roles")
        : files.roles() + "";
  }

  // Ansible splits them as a shell would
  private String sshArguments() {
    var options =
        Stream.concat(
            files.sshOptions().stream(),
            Stream.of("-o", "ControlMaster=auto", "-o", "ControlPersist=60s"));
    return options.map(AnsibleConfig::quoted).collect(Collectors.joining(" "));
  }

  // a value that begins and ends with a quote would lose both
  private static String quoted(String word) {
    return HARMLESS.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
