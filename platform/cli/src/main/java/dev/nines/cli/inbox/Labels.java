package dev.nines.cli.inbox;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a mail is about: from its {@code X-Nines-*} headers, else from its subject. Each is empty if
 * unknown.
 */
record Labels(String status, String slo, String service, String severity) {
  private static final Pattern SUBJECT =
      Pattern.compile("\\[(PAGE|TICKET|RESOLVED|FIRING)[^\\]]*]\\s+(\\S+?):?(?:\\s.*|$)");

  static Labels of(Map<String, List<String>> headers, String subject) {
    Map<String, List<String>> any = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    any.putAll(headers);
    Labels told =
        new Labels(
            first(any, "X-Nines-Status"),
            first(any, "X-Nines-Slo"),
            first(any, "X-Nines-Service"),
            first(any, "X-Nines-Severity"));
    return told.status().isEmpty() ? ofSubject(subject) : told;
  }

  private static String first(Map<String, List<String>> headers, String name) {
    List<String> values = headers.getOrDefault(name, List.of());
    return values.isEmpty() ? "" : values.getFirst().strip();
  }

  static Labels ofSubject(String subject) {
    Matcher matcher = SUBJECT.matcher(subject);
    if (!matcher.matches()) {
      return new Labels("", "", "", "");
    }
    String slo = matcher.group(2);
    return switch (matcher.group(1)) {
      case "PAGE" -> new Labels("firing", slo, "", "page");
      case "TICKET" -> new Labels("firing", slo, "", "ticket");
      case "FIRING" -> new Labels("firing", slo, "", "");
      default -> new Labels("resolved", slo, "", "");
    };
  }
}
