package io.sutler.domain;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One version of a catalogue entry, parsed and valid. Immutable; its files are the bundle of the
 * same digest.
 *
 * @param digest hex SHA-256 of the bundle; the identity of this version
 * @param project empty for a plan of every project
 * @param parameters JSON Schema 2020-12 of an object: always {@code type: object}, no additional
 *     ones
 * @param outputs CEL templates over components' outputs
 * @param uses digest of each used plan, by the ref it wrote
 * @param files by component that uses files of the bundle: the digest of those whose change changes
 *     it
 * @param perProject how many deployments of it one project may have; empty means no limit of its
 *     own
 */
public record Plan(
    String name,
    String version,
    String digest,
    Optional<ProjectId> project,
    Trust trust,
    String title,
    String description,
    String category,
    Map<String, Object> parameters,
    Map<String, SecretSpec> secrets,
    List<ComponentSpec> components,
    Map<String, OperationSpec> operations,
    Map<String, String> outputs,
    Map<String, String> uses,
    Map<String, String> files,
    Optional<Integer> perProject) {
  public Plan {
    components = List.copyOf(components);
  }

  /** {@code name@version}, as people write it. */
  public String ref() {
    return name + "@" + version;
  }
}
