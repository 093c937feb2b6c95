package io.sutler.catalog;

import static dev.cel.common.CelFunctionDecl.newFunctionDeclaration;
import static dev.cel.common.CelOverloadDecl.newMemberOverload;
import static dev.cel.runtime.CelFunctionBinding.from;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.TypeParamType;
import dev.cel.runtime.CelFunctionBinding;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;

/** The functions on texts and lists that expressions have; each stays within its allowance. */
final class CelFunctions {
  private static final CelType TEXT = SimpleType.STRING;
  private static final CelType INT = SimpleType.INT;
  private static final CelType TEXTS = ListType.create(SimpleType.STRING);
  private static final CelType ITEMS = ListType.create(TypeParamType.create("T"));

  private CelFunctions() {}

  static List<CelFunctionDecl> declarations() {
    return List.of(
        newFunctionDeclaration(
            "join",
            newMemberOverload("s_join", TEXT, TEXTS),
            newMemberOverload("s_join_by", TEXT, TEXTS, TEXT)),
        newFunctionDeclaration("split", newMemberOverload("s_split", TEXTS, TEXT, TEXT)),
        newFunctionDeclaration("replace", newMemberOverload("s_replace", TEXT, TEXT, TEXT, TEXT)),
        newFunctionDeclaration("lowerAscii", newMemberOverload("s_lower", TEXT, TEXT)),
        newFunctionDeclaration("upperAscii", newMemberOverload("s_upper", TEXT, TEXT)),
        newFunctionDeclaration("trim", newMemberOverload("s_trim", TEXT, TEXT)),
        newFunctionDeclaration(
            "substring",
            newMemberOverload("s_substring_from", TEXT, TEXT, INT),
            newMemberOverload("s_substring", TEXT, TEXT, INT, INT)),
        newFunctionDeclaration("slice", newMemberOverload("s_slice", ITEMS, ITEMS, INT, INT)),
        newFunctionDeclaration("distinct", newMemberOverload("s_distinct", ITEMS, ITEMS)),
        newFunctionDeclaration("sort", newMemberOverload("s_sort", TEXTS, TEXTS)));
  }

  static List<CelFunctionBinding> bindings() {
    return List.of(
        from("add_string", String.class, String.class, (a, b) -> CelAllowance.join(a, b)),
        from("add_list", List.class, List.class, (a, b) -> CelAllowance.join(a, b)),
        from("matches", String.class, String.class, CelFunctions::matches),
        from("matches_string", String.class, String.class, CelFunctions::matches),
        from("s_join", List.class, list -> joined(list, "")),
        from("s_join_by", List.class, String.class, (list, by) -> joined(list, by)),
        from("s_split", String.class, String.class, CelFunctions::split),
        from(
            "s_replace",
            List.of(String.class, String.class, String.class),
            args -> replace((String) args[0], (String) args[1], (String) args[2])),
        from("s_lower", String.class, text -> taken(text).toLowerCase(Locale.ROOT)),
        from("s_upper", String.class, text -> taken(text).toUpperCase(Locale.ROOT)),
        from("s_trim", String.class, text -> taken(text).strip()),
        from("s_substring_from", String.class, Long.class, (t, i) -> cut(t, i, t.length())),
        from(
            "s_substring",
            List.of(String.class, Long.class, Long.class),
            args -> cut((String) args[0], (Long) args[1], (Long) args[2])),
        from(
            "s_slice",
            List.of(List.class, Long.class, Long.class),
            args -> slice((List<?>) args[0], (Long) args[1], (Long) args[2])),
        from("s_distinct", List.class, list -> List.copyOf(new LinkedHashSet<Object>(taken(list)))),
        from("s_sort", List.class, list -> texts(list).stream().sorted().toList()));
  }

  private static boolean matches(String text, String regex) {
    CelAllowance.take(100L + text.length() + 10L * regex.length());
    if (regex.length() > 500) {
      throw new IllegalArgumentException("a pattern is longer than 500 characters: shorten it");
    }
    try {
      return Pattern.compile(regex).matcher(text).find();
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException("a pattern is not valid RE2: " + e.getDescription(), e);
    }
  }

  private static String joined(List<?> list, String by) {
    var texts = texts(list);
    texts.forEach(text -> CelAllowance.take((long) text.length() + by.length()));
    return String.join(by, texts);
  }

  private static List<String> split(String text, String by) {
    CelAllowance.take(text.length());
    return List.of(text.split(java.util.regex.Pattern.quote(by), -1));
  }

  private static String replace(String text, String what, String with) {
    if (what.isEmpty()) {
      throw new IllegalArgumentException("replace cannot look for an empty text: name one");
    }
    CelAllowance.take(text.length() + (long) text.length() / what.length() * with.length());
    return text.replace(what, with);
  }

  private static String cut(String text, long from, long to) {
    CelAllowance.take(text.length());
    checkRange(from, to, text.length());
    return text.substring((int) from, (int) to);
  }

  private static List<Object> slice(List<?> list, long from, long to) {
    CelAllowance.take(list.size());
    checkRange(from, to, list.size());
    return List.copyOf(list.subList((int) from, (int) to));
  }

  private static void checkRange(long from, long to, int size) {
    if (from < 0 || to > size || from > to) {
      throw new IllegalArgumentException(
          "there is no part from %d to %d of something of size %d".formatted(from, to, size));
    }
  }

  private static String taken(String text) {
    CelAllowance.take(text.length());
    return text;
  }

  private static List<?> taken(List<?> list) {
    CelAllowance.take(list.size());
    return list;
  }

  private static List<String> texts(List<?> list) {
    return taken(list).stream()
        .map(item -> {
          if (item instanceof String text) {
            return text;
          }
          throw new IllegalArgumentException("the list holds what is no text: use string(...)");
        })
        .toList();
  }
}
