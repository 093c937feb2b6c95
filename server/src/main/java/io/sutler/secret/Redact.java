package io.sutler.secret;

import io.sutler.domain.Command;
import io.sutler.domain.OutputValue;
import io.sutler.domain.ProjectId;
import io.sutler.domain.SecretRef;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What people may see of data that holds placeholders. */
public final class Redact {
  /** What stands for a text with a secret in it. */
  public static final String SHOWN = "(secret)";

  /** In a command's params: what taking it back needs, and nobody else. */
  public static final String PREVIOUS = "previous";

  private Redact() {}

  /** Any data, with {@link #SHOWN} for each text that holds a secret. */
  public static Object data(Object data) {
    return switch (data) {
      case String text -> SecretRef.isIn(text) ? SHOWN : text;
      case Map<?, ?> map -> {
        var out = new LinkedHashMap<String, Object>();
        map.forEach((key, value) -> out.put(String.valueOf(key), data(value)));
        yield out;
      }
      case List<?> list -> list.stream().map(Redact::data).toList();
      case Object other -> other;
    };
  }

  public static Map<String, Object> map(Map<String, Object> data) {
    var out = new LinkedHashMap<String, Object>();
    data.forEach((key, value) -> out.put(key, data(value)));
    return out;
  }

  /**
   * Parameters, in a form that may be sent back: a user's secret as <code>{"secret": "name"}</code>
   * , a sealed value as <code>{"sealed": true}</code>.
   */
  public static Map<String, Object> params(ProjectId project, Map<String, Object> params) {
    var own = project + "/";
    var out = new LinkedHashMap<String, Object>();
    params.forEach((name, value) -> out.put(name, param(own, value)));
    return out;
  }

  private static Object param(String own, Object value) {
    return switch (value) {
      case String text -> SecretRef.isIn(text) ? secret(own, text) : text;
      case Map<?, ?> map -> {
        var out = new LinkedHashMap<String, Object>();
        map.forEach((key, each) -> out.put(String.valueOf(key), param(own, each)));
        yield out;
      }
      case List<?> list -> list.stream().map(each -> param(own, each)).toList();
      case Object other -> other;
    };
  }

  private static Map<String, Object> secret(String own, String text) {
    var match = SecretRef.IN_TEXT.matcher(text);
    boolean users = match.matches() && match.group(1).startsWith(own);
    return users
        ? Map.of("secret", match.group(1).substring(own.length()).split("/", 2)[0])
        : Map.of("sealed", true);
  }

  /** Outputs; a secret one keeps its type and has an empty text for a value. */
  public static Map<String, OutputValue> outputs(Map<String, OutputValue> outputs) {
    var out = new LinkedHashMap<String, OutputValue>();
    outputs.forEach((name, output) ->
        out.put(
            name,
            new OutputValue(
                output.type(), output.secret(), output.secret() ? "" : data(output.value()))));
    return out;
  }

  public static Command command(Command c) {
    var params = new LinkedHashMap<>(map(c.params()));
    params.remove(PREVIOUS);
    return new Command(
        c.id(),
        c.project(),
        c.deployment(),
        c.deploymentName(),
        c.kind(),
        c.state(),
        c.generation(),
        c.operation(),
        params,
        c.by(),
        c.face(),
        c.createdAt(),
        c.deadline(),
        c.endedAt(),
        c.reason(),
        outputs(c.outputs()));
  }
}
