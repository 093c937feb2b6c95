package io.sutler.api.michman;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What stands in the tables of Michman's own database. Columns are known by their names: the
 * original reads a project by their order, and confuses its description with its image.
 */
record Tables(Map<String, List<Map<String, String>>> rows) {
  private static final JsonMapper JSON = new JsonMapper();
  private static final TypeReference<Map<String, List<Map<String, String>>>> FORM =
      new TypeReference<>() {};
  private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};
  private static final TypeReference<Map<String, String>> CONFIG = new TypeReference<>() {};

  /**
   * Rows by table; a column that is null is left out.
   *
   * @throws Fault JSON
   */
  static Tables of(byte[] json) {
    try {
      var read = JSON.readValue(json, FORM);
      if (read == null
          || read.containsValue(null)
          || read.values().stream().anyMatch(rows -> rows.contains(null))) {
        throw Fault.json();
      }
      return new Tables(read);
    } catch (IOException e) {
      throw Fault.json();
    }
  }

  List<Map<String, String>> of(String table) {
    return rows.getOrDefault(table, List.of());
  }

  private List<Map<String, String>> where(String table, String column, String value) {
    return of(table).stream().filter(r -> text(r, column).equals(value)).toList();
  }

  /**
   * A row that is understood when it is asked for.
   *
   * @param name of what it tells of
   * @param whole throws Fault where a column holds what it should not
   */
  record Read<T>(String name, Supplier<T> whole) {}

  private <T> List<Read<T>> each(String table, String name, Function<Map<String, String>, T> row) {
    return of(table).stream().map(r -> new Read<>(text(r, name), () -> row.apply(r))).toList();
  }

  List<Read<Image>> images() {
    return each(
        "image",
        "Name",
        r ->
            new Image(
                text(r, "ID"), text(r, "Name"), text(r, "AnsibleUser"), text(r, "CloudImageId")));
  }

  List<Read<Flavor>> flavors() {
    return each(
        "flavor",
        "Name",
        r ->
            new Flavor(
                text(r, "ID"),
                text(r, "Name"),
                number(r, "VCPUs"),
                number(r, "RAM"),
                number(r, "Disk")));
  }

  List<Project> projects() {
    return of("project").stream().map(r -> GoJson.read(plain(r), Project.class)).toList();
  }

  List<Read<Template>> templates() {
    return each(
        "template",
        "Name",
        r ->
            new Template(
                text(r, "ID"),
                text(r, "ProjectID"),
                text(r, "Name"),
                text(r, "DisplayName"),
                List.of(),
                number(r, "NSlaves"),
                text(r, "Description")));
  }

  List<Read<Cluster>> clusters() {
    return each("cluster", "Name", this::cluster);
  }

  private Cluster cluster(Map<String, String> row) {
    var fields = plain(row);
    fields.put("NSlaves", number(row, "NSlaves"));
    fields.put("Monitoring", flag(row, "Monitoring"));
    fields.remove("SSH_Keys");
    fields.put("Keys", json(text(row, "SSH_Keys"), TEXTS, List.of()));
    return GoJson.read(fields, Cluster.class)
        .withServices(
            where("service", "ClusterRef", text(row, "ID")).stream().map(Tables::service).toList());
  }

  private static Service service(Map<String, String> row) {
    var fields = plain(row);
    fields.put("Config", json(text(row, "Config"), CONFIG, Map.of()));
    return GoJson.read(fields, Service.class);
  }

  List<Read<ServiceType>> types() {
    return each("service_type", "Type", this::type);
  }

  private ServiceType type(Map<String, String> r) {
    var id = text(r, "ID");
    return new ServiceType(
        id,
        text(r, "Type"),
        text(r, "Description"),
        where("service_version", "ServiceTypeID", id).stream().map(this::version).toList(),
        text(r, "DefaultVersion"),
        text(r, "Class"),
        number(r, "AccessPort"),
        where("service_port", "ServiceTypeID", id).stream()
            .map(p -> new ServicePort(number(p, "Port"), text(p, "Description")))
            .toList(),
        where("health_check", "ServiceTypeID", id).stream()
            .map(h -> new HealthCheck(text(h, "ID"), text(h, "CheckType"), checks(h)))
            .toList());
  }

  /** Their column named after the type holds the check's id. */
  private List<HealthConfig> checks(Map<String, String> check) {
    return where("health_configs", "CheckType", text(check, "ID")).stream()
        .map(c ->
            new HealthConfig(
                text(c, "ParameterName"),
                text(c, "Description"),
                text(c, "Type"),
                text(c, "DefaultValue"),
                flag(c, "Required"),
                text(c, "AnsibleVarName"),
                flag(c, "IsList")))
        .toList();
  }

  private ServiceVersion version(Map<String, String> row) {
    var id = text(row, "ID");
    return new ServiceVersion(
        id,
        text(row, "Version"),
        text(row, "Description"),
        where("service_config", "VersionID", id).stream().map(Tables::config).toList(),
        text(row, "DownloadURL"),
        where("service_dependency", "ServiceVersionID", id).stream().map(this::need).toList());
  }

  private static ServiceConfig config(Map<String, String> row) {
    return new ServiceConfig(
        text(row, "ID"),
        text(row, "ParameterName"),
        text(row, "Type"),
        json(text(row, "PossibleValues"), TEXTS, List.of()),
        text(row, "DefaultValue"),
        flag(row, "Required"),
        text(row, "Description"),
        text(row, "AnsibleVarName"),
        flag(row, "IsList"));
  }

  private ServiceDependency need(Map<String, String> row) {
    var names =
        of("service_version").stream()
            .collect(Collectors.toMap(v -> text(v, "ID"), v -> text(v, "Version"), (a, b) -> a));
    var versions =
        where("dependency_to_version", "ServiceDependencyID", text(row, "ID")).stream()
            .map(d -> names.getOrDefault(text(d, "DependentVersionID"), ""))
            .filter(v -> !v.isEmpty())
            .toList();
    return new ServiceDependency(
        text(row, "ServiceType"),
        versions,
        text(row, "DefaultServiceVersion"),
        text(row, "Description"));
  }

  private static LinkedHashMap<String, Object> plain(Map<String, String> row) {
    return new LinkedHashMap<>(row);
  }

  private static String text(Map<String, String> row, String column) {
    var value = row.get(column);
    return value == null ? "" : value;
  }

  private static int number(Map<String, String> row, String column) {
    var value = text(row, column);
    try {
      return value.isEmpty() ? 0 : Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw Fault.invalid("column %s holds no number".formatted(column));
    }
  }

  private static boolean flag(Map<String, String> row, String column) {
    return Arrays.asList("1", "true").contains(text(row, column));
  }

  private static <T> T json(String text, TypeReference<T> type, T otherwise) {
    if (text.isEmpty()) {
      return otherwise;
    }
    try {
      var read = JSON.readValue(text, type);
      return read == null ? otherwise : read;
    } catch (JsonProcessingException e) {
      throw Fault.invalid("a column that should hold JSON does not");
    }
  }

  /** How many rows there are. */
  int size() {
    return new ArrayList<>(rows.values()).stream().mapToInt(List::size).sum();
  }
}
