package io.sutler.catalog;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelBuilder;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.Program;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compiles CEL. Loading this class loads CEL: half a second and 50 MB, so touch it late. */
final class CelPrograms {
  /** Bounds time and memory: no loop runs longer, no expression or pattern is larger. */
  private static final CelOptions OPTIONS =
      CelOptions.current()
          .maxExpressionCodePointSize(Expression.MAX_LENGTH)
          .maxParseRecursionDepth(48)
          .maxParseExpressionNodeCount(1_000)
          .maxParseErrorRecoveryLimit(4)
          .comprehensionMaxIterations(10_000)
          .maxRegexProgramSize(2_000)
          .enableHeterogeneousNumericComparisons(true)
          .build();

  private CelPrograms() {}

  /** The language, with text, list and math functions beside CEL's own. */
  static CelBuilder language() {
    return CelFactory.standardCelBuilder()
        .setOptions(OPTIONS)
        .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
        .addCompilerLibraries(CelExtensions.strings(), CelExtensions.lists(), CelExtensions.math())
        .addRuntimeLibraries(CelExtensions.strings(), CelExtensions.lists(), CelExtensions.math());
  }

  /** For running: types were checked when the plan was published. */
  static FillTemplates.Program compile(String source, List<String> roots) throws CannotFill {
    var builder = language();
    roots.forEach(root -> builder.addVar(root, SimpleType.DYN));
    Cel cel = builder.build();
    try {
      var program = cel.createProgram(cel.compile(source).getAst());
      return variables -> run(program, variables);
    } catch (CelValidationException e) {
      throw CannotFill.never("this is no valid expression: " + firstLine(e.getMessage()));
    } catch (CelEvaluationException e) {
      throw CannotFill.never(firstLine(e.getMessage()));
    }
  }

  private static @Nullable Object run(Program program, Map<String, Object> variables)
      throws CannotFill {
    try {
      return program.eval(variables);
    } catch (CelEvaluationException e) {
      throw CannotFill.never(firstLine(e.getMessage()));
    } catch (StackOverflowError e) {
      throw CannotFill.never("it is too deep: make it simpler");
    }
  }

  private static String firstLine(@Nullable String message) {
    String line = String.valueOf(message).lines().findFirst().orElse("");
    return line.replaceFirst("^evaluation error( at .*?)?: ", "")
        .replaceFirst("^ERROR: <input>:[0-9]+:[0-9]+: ", "");
  }
}
