package io.sutler.driver.ansible;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FindMitogenTest {
  private static final String STRATEGIES = "ansible_mitogen/plugins/strategy";

  @TempDir Path root;
  private Path programs;

  @BeforeEach
  void programs() throws IOException {
    programs = Files.createDirectories(root.resolve("bin"));
  }

  @Test
  void what_pip_installed_wins_over_the_older_one_of_the_distribution() throws Exception {
    ansible("#!/usr/bin/python3\n");
    var debian = installed("usr/lib/python3/dist-packages");
    assertThat(find().strategies()).contains(debian);
    var pip = installed("usr/local/lib/python3.11/dist-packages");
    assertThat(find().strategies()).contains(pip);
  }

  @Test
  void the_environment_that_ansible_was_installed_into_wins_over_both() throws Exception {
    var pip = installed("usr/local/lib/python3.11/dist-packages");
    ansible("#!" + root.resolve("opt/ansible/bin/python3") + " -sP\n");
    Files.createDirectories(root.resolve("opt/ansible"));
    var own = installed("opt/ansible/lib/python3.13/site-packages");
    assertThat(find().strategies()).as("not an environment").contains(pip);
    Files.writeString(root.resolve("opt/ansible/pyvenv.cfg"), "home = /usr/bin\n");
    assertThat(find().strategies()).contains(own);
  }

  @Test
  void a_program_that_is_no_script_and_a_machine_without_python_have_none() throws Exception {
    assertThat(find().strategies()).isEmpty();
    for (var start : List.of("", "#!", "#!\n", "\u007fELF\0\0", "#!/\n", "#!/a\0b\n", "#!python")) {
      ansible(start);
      assertThat(find().strategies()).as(start).isEmpty();
    }
    Files.delete(programs.resolve("ansible-playbook"));
    Files.createDirectory(programs.resolve("ansible-playbook"));
    assertThat(find().strategies()).isEmpty();
  }

  private FindMitogen find() {
    return new FindMitogen(
        programs.resolve("ansible-playbook"),
        List.of(root.resolve("usr/local"), root.resolve("usr")));
  }

  private void ansible(String text) throws IOException {
    var program = programs.resolve("ansible-playbook");
    Files.writeString(program, text);
    assertThat(program.toFile().setExecutable(true)).isTrue();
  }

  private Path installed(String packages) throws IOException {
    return Files.createDirectories(root.resolve(packages).resolve(STRATEGIES));
  }
}
