package io.sutler.catalog;

import io.sutler.domain.Refusal;
import io.sutler.domain.Refusal.Fault;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Collects what is wrong with one plan, so that its author hears of all of it at once. */
final class Faults {
  private static final int MOST = 100;
  private static final Pattern LINE = Pattern.compile(":([0-9]{1,9})$");
  private final List<Fault> list = new ArrayList<>();

  void add(int line, String sentence) {
    add(PlanParser.FILE + ":" + line, sentence);
  }

  void add(String pointer, String sentence) {
    var fault = new Fault(pointer, sentence);
    if (list.size() < MOST && !list.contains(fault)) {
      list.add(fault);
    }
  }

  boolean none() {
    return list.isEmpty();
  }

  int count() {
    return list.size();
  }

  /**
   * @throws Refusal unless there are none
   */
  void refuseIfAny() {
    if (!none()) {
      throw refusal();
    }
  }

  /** Of what there is: must not be none. */
  Refusal refusal() {
    list.sort(Comparator.comparingInt(Faults::line));
    var first = list.getFirst();
    String more = list.size() == 1 ? "" : " (and " + (list.size() - 1) + " more)";
    return new Refusal(
        Refusal.Kind.INVALID,
        "invalid-plan",
        first.pointer() + ": " + first.message() + more,
        list,
        Map.of());
  }

  private static int line(Fault fault) {
    var line = LINE.matcher(fault.pointer());
    return line.find() ? Integer.parseInt(line.group(1)) : 0;
  }
}
