package io.sutler.catalog;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelBuilder;
import dev.cel.bundle.CelFactory;
import dev.cel.checker.CelStandardDeclarations;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelStandardFunctions;
import dev.cel.runtime.Program;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compiles CEL. Loading this class loads CEL: half a second and 50 MB, so touch it late. */
final class CelPrograms {
  /** Bounds time and memory: no loop runs longer, no expression is larger. */
  private static final CelOptions OPTIONS =
      CelOptions.current()
          .maxExpressionCodePointSize(Expression.MAX_LENGTH)
          .maxParseRecursionDepth(48)
          .maxParseExpressionNodeCount(500)
          .maxParseErrorRecoveryLimit(4)
          .comprehensionMaxIterations(5_000)
          .enableHeterogeneousNumericComparisons(true)
          .build();

  /** What could make much out of little, and is there again, bounded, in our own functions. */
  private static final Set<String> REPLACED =
      Set.of("ADD_STRING", "ADD_LIST", "ADD_BYTES", "MATCHES", "MATCHES_STRING");

  private CelPrograms() {}

  /** CEL's own functions but those on bytes and times, ours, and {@code math}. */
  static CelBuilder language() {
    return CelFactory.standardCelBuilder()
        .setOptions(OPTIONS)
        .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
        .setStandardEnvironmentEnabled(false)
        .setStandardDeclarations(
            CelStandardDeclarations.newBuilder()
                .filterFunctions((function, overload) -> !isLeftOut(function.name()))
                .build())
        .setStandardFunctions(
            CelStandardFunctions.newBuilder()
                .filterFunctions((function, overload) ->
                    !isLeftOut(function.name()) && !REPLACED.contains(overload.toString()))
                .build())
        .addFunctionDeclarations(CelFunctions.declarations())
        .addFunctionBindings(CelFunctions.bindings())
        .addCompilerLibraries(CelExtensions.math())
        .addRuntimeLibraries(CelExtensions.math());
  }

  private static boolean isLeftOut(String function) {
    return function.equals("BYTES")
        || function.equals("TIMESTAMP")
        || function.equals("DURATION")
        || function.startsWith("GET_");
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

  private static Object run(Program program, Map<String, Object> variables) throws CannotFill {
    try {
      return CelAllowance.within(() -> evaluated(program, variables));
    } catch (StackOverflowError e) {
      throw CannotFill.never("it is too deep: make it simpler");
    }
  }

  private static Object evaluated(Program program, Map<String, Object> variables)
      throws CannotFill {
    try {
      return program.eval(variables);
    } catch (CelEvaluationException e) {
      throw CannotFill.never(firstLine(e.getMessage()));
    }
  }

  private static String firstLine(@Nullable String message) {
    String line = String.valueOf(message).lines().findFirst().orElse("");
    return line.replaceFirst("^evaluation error( at .*?)?: ", "")
        .replaceFirst("^ERROR: <input>:[0-9]+:[0-9]+: ", "");
  }
}
