package io.sutler.testkit.ansible;

import io.sutler.driver.Driver;
import io.sutler.driver.RegionView;
import io.sutler.testkit.DriverContractTest;
import io.sutler.testkit.Views;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.condition.EnabledIf;

@EnabledIf(
    value = "io.sutler.testkit.ansible.AnsibleDrivers#installed",
    disabledReason = "ansible-playbook is not installed")
class AnsibleContractTest extends DriverContractTest {
  @Override
  protected Class<? extends Supplier<Driver>> drivers() {
    return AnsibleDrivers.class;
  }

  @Override
  protected Views component(RegionView in) {
    var bundle = directory.resolve("bundle");
    write(
        bundle.resolve("site.yml"),
        """
        - name: Thing
          hosts: all
          gather_facts: false
          tasks:
            - name: directory
              file: { path: "{{ place }}", state: directory, mode: "0700" }
            - name: thing
              copy: { dest: "{{ place }}/thing", content: "{{ colour }}", mode: "0600" }
            - name: wait
              command: "sleep {{ before }}"
              changed_when: false
              when: before | int > 0
        """);
    write(
        bundle.resolve("remove.yml"),
        """
        - name: Nothing
          hosts: all
          gather_facts: false
          tasks:
            - name: no thing
              file: { path: "{{ place }}", state: absent }
        """);
    return Views.component("ansible", "thing", in, bundle)
        .inputs(
            Map.of(
                "playbook",
                "site.yml",
                "remove",
                "remove.yml",
                "groups",
                Map.of(
                    "all_of_them",
                    List.of(
                        Map.of(
                            "name", "here", "role", "", "facts", Map.of("connection", "local")))),
                "check_every",
                "1ms",
                "vars",
                vars("red", 0)))
        .within(Duration.ofMinutes(2));
  }

  private Map<String, Object> vars(String colour, int before) {
    return Map.of(
        "colour", colour, "before", before, "place", directory.resolve("things").toString());
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected Views changed(Views component) {
    return component.input("vars", vars("blue", 0));
  }

  @Override
  protected Views slow(Views component) {
    return component.input("vars", vars("red", 3));
  }

  @Override
  protected int things(Views component) {
    var things = directory.resolve("things").toFile().list();
    return things == null ? 0 : things.length;
  }

  @Override
  protected String colour(Views component) {
    try {
      return Files.readString(directory.resolve("things").resolve("thing")).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected void breakIt(Views component) {
    write(directory.resolve("things").resolve("thing"), "green");
  }
}
