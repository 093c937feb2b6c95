package io.sutler.api.michman;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which services a cluster has, and what their playbooks are told. */
class CheckClusterTest {
  private static ServiceType type(String name, ServiceVersion... versions) {
    return new ServiceType(
        "",
        name,
        "",
        List.of(versions),
        versions[0].version(),
        "stand-alone",
        0,
        List.of(),
        List.of());
  }

  private static ServiceVersion version(String name, ServiceDependency... needs) {
    return new ServiceVersion("", name, "", List.of(), "", List.of(needs));
  }

  private static ServiceDependency needs(String type, String... versions) {
    return new ServiceDependency(type, List.of(versions), versions[0], "");
  }

  private static Service service(String type, String version, Map<String, String> config) {
    return new Service("", "", type, "", config, "", "", version, "", "");
  }

  private static ServiceConfig config(String name, String type, boolean list, String otherwise) {
    return new ServiceConfig("", name, type, List.of(), otherwise, true, "", "x_" + name, list);
  }

  @Test
  void what_later_services_need_is_found_however_deep() {
    var all =
        List.of(
            type("a", version("1")),
            type("b", version("1", needs("c", "2"))),
            type("c", version("1"), version("2", needs("d", "1"))),
            type("d", version("1", needs("b", "1"))));
    var asked = List.of(service("a", "", Map.of()), service("b", "1", Map.of()));
    assertThat(CheckCluster.expand(asked, all))
        .extracting(s -> s.type() + " " + s.version())
        .containsExactly("a 1", "b 1", "c 2", "d 1");
    assertThat(CheckCluster.expand(List.of(), all)).isEmpty();
  }

  @Test
  void versions_that_do_not_go_together_are_refused() {
    var all =
        List.of(type("b", version("1", needs("c", "2"))), type("c", version("1"), version("2")));
    var asked = List.of(service("b", "", Map.of()), service("c", "1", Map.of()));
    assertThatThrownBy(() -> CheckCluster.expand(asked, all))
        .hasMessage("service 'c' has incompatible version for service 'b'");
    assertThatThrownBy(() -> CheckCluster.expand(List.of(service("x", "", Map.of())), all))
        .hasMessage("service 'x' is not supported");
    assertThatThrownBy(() -> CheckCluster.expand(List.of(service("c", "9", Map.of())), all))
        .hasMessage("'c' service version '9' is not supported");
  }

  @Test
  void each_config_reaches_its_variable_with_its_type() {
    var version =
        new ServiceVersion(
            "",
            "1",
            "",
            List.of(
                config("n", "int", false, "3"),
                config("f", "float", false, "0.5"),
                config("b", "bool", false, "T"),
                config("s", "string", false, "a 'b'"),
                config("l", "string", true, "[\"x\", \"y\"]"),
                config("none", "string", false, "")),
            "",
            List.of());
    var all = List.of(type("x", version));
    assertThat(CheckCluster.variables(service("x", "1", Map.of("n", "7")), all))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "deploy_x",
                true,
                "x_version",
                "1",
                "x_n",
                7L,
                "x_f",
                0.5,
                "x_b",
                true,
                "x_s",
                "a 'b'",
                "x_l",
                List.of("x", "y")));
    assertThatThrownBy(() -> CheckCluster.service(service("x", "1", Map.of("l", "['x']")), all))
        .hasMessage("'l' service config param 'x' has incorrect value type");
    assertThatThrownBy(() -> CheckCluster.service(service("x", "1", Map.of("q", "")), all))
        .hasMessage("'q' service config param name 'x' is not supported");
  }

  @Test
  void values_are_read_as_go_reads_them() {
    for (var text : List.of("1", "t", "TRUE", "False")) {
      assertThat(Values.fits("bool", false, text)).isTrue();
    }
    for (var text : List.of("yes", "tRUE", "", "2")) {
      assertThat(Values.fits("bool", false, text)).isFalse();
    }
    assertThat(Values.fits("int", false, "+5")).isTrue();
    assertThat(Values.fits("int", false, "5.0")).isFalse();
    assertThat(Values.fits("int", false, "9".repeat(40))).isFalse();
    assertThat(Values.fits("float", false, "1e3")).isTrue();
    assertThat(Values.fits("float", false, "1.5f")).isFalse();
    assertThat(Values.fits("float", false, " 1")).isFalse();
    assertThat(Values.fits("int", true, "[1, 2]")).isTrue();
    assertThat(Values.fits("int", true, "[1, \"2\"]")).isFalse();
    assertThat(Values.fits("string", true, "[1]")).isFalse();
    assertThat(Values.fits("string", true, "[null]")).isFalse();
  }
}
