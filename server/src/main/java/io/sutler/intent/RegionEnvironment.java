package io.sutler.intent;

import io.sutler.domain.Refusal;
import io.sutler.domain.Region;
import java.util.Map;
import java.util.regex.Pattern;

/** What a region adds to the environment of the programs that work for it. */
final class RegionEnvironment {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,99}");

  /** Ours, and what decides which programs are run and what of. */
  private static final Pattern OURS =
      Pattern.compile(
          "(SUTLER|ANSIBLE|DEPLOY|PARAM|PORT|LD|DYLD|PYTHON|PERL|RUBY|BASH|GIT|SSH|JAVA|JDK)_.*"
              + "|PATH|HOME|IFS|ENV|BASH_ENV|SHELLOPTS|CDPATH|PYTHONPATH|PYTHONHOME|PYTHONSTARTUP"
              + "|PERL5LIB|PERL5OPT|RUBYOPT|RUBYLIB|NODE_OPTIONS|CLASSPATH|TMPDIR|SHELL|LANG");

  /** What a project's owners may say: it goes to programs on the server's own machine. */
  private static final Pattern HARMLESS =
      Pattern.compile(
          "(?i:(http|https|ftp|all|no)_proxy)|OS_[A-Z0-9_]+|[A-Z]+(_[A-Z]+)?_VERSION|TZ|AWS_[A-Z_]*REGION");

  private static final int MOST = 100;
  private static final int LONGEST = 4096;

  private RegionEnvironment() {}

  static void require(Region region, boolean everybodys) {
    var said = region.settings().get("env");
    if (said == null) {
      return;
    }
    if (!(said instanceof Map<?, ?> all) || all.size() > MOST) {
      throw Refusal.invalid(
          "/settings/env", "give at most 100 variables, as {\"no_proxy\": \"10.0.0.0/8\"}");
    }
    for (var entry : all.entrySet()) {
      var name = String.valueOf(entry.getKey());
      var pointer = "/settings/env/" + InertText.shown(name);
      if (!NAME.matcher(name).matches() || OURS.matcher(name).matches()) {
        throw Refusal.invalid(
            pointer,
            "'%s' cannot be set for a region's programs: leave it out"
                .formatted(InertText.shown(name)));
      }
      if (!everybodys && !HARMLESS.matcher(name).matches()) {
        throw Refusal.invalid(
            pointer,
            "'%s' is set by administrators alone; a project's region may set proxies, OS_... and versions"
                .formatted(name));
      }
      var value = entry.getValue();
      boolean plain =
          value instanceof String || value instanceof Number || value instanceof Boolean;
      if (!plain
          || String.valueOf(value).length() > LONGEST
          || String.valueOf(value).chars().anyMatch(c -> c < ' ')) {
        throw Refusal.invalid(pointer, "a variable is one line of at most 4096 characters");
      }
    }
  }
}
