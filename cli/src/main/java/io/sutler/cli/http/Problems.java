package io.sutler.cli.http;

import io.sutler.cli.print.Data;
import io.sutler.cli.print.Plain;
import io.sutler.cli.terminal.Exit;
import io.sutler.cli.terminal.Mishap;
import io.sutler.wire.Problem;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;

/** Turns what went wrong on the wire into a sentence. */
final class Problems {
  private Problems() {}

  static Mishap unreachable(URI server, String next, IOException e) {
    var why =
        switch (e) {
          case ConnectException refused -> "nothing listens there";
          case UnknownHostException unknown -> "there is no host of that name";
          case SocketTimeoutException slow -> "it did not answer in time";
          default -> Plain.line(String.valueOf(e.getMessage()));
        };
    return new Mishap(Exit.UNREACHABLE, "cannot reach Sutler at " + server + ": " + why, e, next);
  }

  /** {@code name: }, where the sentence is about one field and does not name it. */
  private static String field(Problem problem) {
    if (problem.errors().size() != 1) {
      return "";
    }
    var fault = problem.errors().getFirst();
    var field = fault.pointer().substring(fault.pointer().lastIndexOf('/') + 1);
    return field.isEmpty()
            || !fault.pointer().startsWith("/")
            || !fault.message().equals(problem.detail())
            || problem.detail().contains(field)
        ? ""
        : field + ": ";
  }

  static Mishap refusal(int code, String body, String path) {
    if (!body.stripLeading().startsWith("{")) {
      return new Mishap(
          code < 500 ? Exit.REFUSED : Exit.FAILED,
          "the server answered " + code + " to " + path,
          code == 404 ? "is this a Sutler? compare: sutler version" : "its log may say why");
    }
    Problem problem;
    try {
      problem = Data.as(Data.tree(body), Problem.class);
    } catch (Mishap odd) {
      return new Mishap(Exit.FAILED, "the server answered " + code + " in an unknown form", odd);
    }
    if (problem.detail() == null && problem.title() == null) {
      return new Mishap(Exit.FAILED, "the server answered " + code + " in an unknown form");
    }
    var next = new ArrayList<String>();
    for (var fault : problem.errors()) {
      if (!fault.message().equals(problem.detail())) {
        var at = fault.pointer().isEmpty() ? "" : fault.pointer() + ": ";
        next.add(Plain.line(at + fault.message()));
      }
    }
    if (code == 401) {
      next.add("sign in with: sutler login, or set SUTLER_TOKEN");
    }
    if (code == 412) {
      next.add("look again: sutler describe NAME, then repeat it");
    }
    problem.requestId().filter(id -> code >= 500).ifPresent(id -> next.add("request " + id));
    var sentence = problem.detail() == null ? problem.title() : field(problem) + problem.detail();
    return new Mishap(
        code < 500 ? Exit.REFUSED : Exit.FAILED,
        Plain.line(sentence) + "   (" + problem.code() + ")",
        next.toArray(String[]::new));
  }
}
