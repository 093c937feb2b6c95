package io.sutler.catalog;

import io.sutler.domain.Plan;
import io.sutler.domain.ProjectId;
import io.sutler.domain.Refusal;
import io.sutler.domain.Trust;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Reads {@code plan.yaml} of a bundle. Thread-safe. */
public final class PlanParser {
  /** The file at a bundle's root. */
  public static final String FILE = "plan.yaml";

  /**
   * Checks a plan wholly, as for publishing.
   *
   * @throws io.sutler.domain.Refusal with one fault for each problem: {@code plan.yaml:LINE} and
   *     what to do
   */
  public Plan parse(Bundle bundle, Context context) {
    var reader =
        new ReadPlan(
            new ReadPlan.Origin(
                bundle,
                context.project(),
                context.trust(),
                ref -> context.used().flatMap(used -> used.apply(ref)).map(Plan::digest)));
    var faults = reader.faults();
    var draft = reader.read(root(bundle));
    new CheckPlan(draft, bundle, context, faults).check();
    faults.refuseIfAny();
    return draft.plan();
  }

  /**
   * Reads a plan that was published, without checking it again: fast, no CEL.
   *
   * @param uses digests of the plans it uses, as pinned when it was published
   */
  public Plan load(
      Bundle bundle, Optional<ProjectId> project, Trust trust, Map<String, String> uses) {
    return new ReadPlan(
            new ReadPlan.Origin(bundle, project, trust, ref -> Optional.ofNullable(uses.get(ref))))
        .read(root(bundle))
        .plan();
  }

  private static Node.Mapping root(Bundle bundle) {
    var bytes =
        bundle
            .file(FILE)
            .orElseThrow(
                () -> Refusal.invalid(FILE, "the bundle has no " + FILE + " at its root: add one"));
    try {
      var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      var documents = StrictYaml.mappings(text, StrictYaml.Limits.DEFAULT);
      if (documents.size() != 1) {
        throw fault(1, "a plan file is one YAML document, this has " + documents.size());
      }
      return documents.getFirst();
    } catch (CharacterCodingException e) {
      throw fault(1, "the file is not in UTF-8: save it as UTF-8");
    } catch (MalformedYaml e) {
      throw fault(e.line(), e.sentence());
    }
  }

  private static Refusal fault(int line, String sentence) {
    var faults = new Faults();
    faults.add(line, sentence);
    return faults.refusal();
  }
}
