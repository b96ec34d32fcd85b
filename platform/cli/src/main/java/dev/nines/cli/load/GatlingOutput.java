package dev.nines.cli.load;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what Gatling prints, line by line. */
final class GatlingOutput {
  private static final Pattern GATE =
      Pattern.compile("(.+?) is (.+) : (true|false)(?: \\(actual : (.*)\\))?");
  private static final Pattern COUNTS =
      Pattern.compile(
          "> (?:Global|request count)\\s*\\|\\s*([\\d,]+|-)\\s*\\|\\s*([\\d,]+|-)\\s*\\|\\s*([\\d,]+|-)\\s*");
  private static final Pattern ELAPSED = Pattern.compile(".*\\s(\\d+)s elapsed");
  private static final Pattern REPORT = Pattern.compile("Reports generated.*?: (file://\\S+)");

  private final List<Verdict.Gate> gates = new ArrayList<>();
  private long elapsed;
  private long requests;
  private long failed;
  private String report = "";

  /** Takes one line; whether it changed the counts. */
  boolean take(String line) {
    Matcher counts = COUNTS.matcher(line);
    if (counts.matches()) {
      requests = number(counts.group(1));
      failed = number(counts.group(3));
      return true;
    }
    Matcher time = ELAPSED.matcher(line);
    if (time.matches()) {
      elapsed = Long.parseLong(time.group(1));
    }
    Matcher at = REPORT.matcher(line);
    if (at.matches()) {
      report = at.group(1);
    }
    Matcher gate = GATE.matcher(line);
    if (gate.matches()) {
      String measured = gate.group(4) == null ? "-" : gate.group(4);
      gates.add(
          new Verdict.Gate(gate.group(1), gate.group(2), measured, gate.group(3).equals("true")));
    }
    return false;
  }

  private static long number(String text) {
    return text.equals("-") ? 0 : Long.parseLong(text.replace(",", ""));
  }

  String progress(long seconds) {
    return "%d s of %d s, %d requests, %d failed".formatted(elapsed, seconds, requests, failed);
  }

  /** A run that checked nothing has not passed. */
  Verdict verdict(boolean passed) {
    return new Verdict(passed && !gates.isEmpty(), requests, failed, gates, report);
  }
}
