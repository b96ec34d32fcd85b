package dev.nines.slo.yaml;

import java.util.regex.Pattern;

/** Checks names, which become label values, file names and parts of addresses. */
public final class Names {
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

  private Names() {}

  /** Reports a name that is not a DNS label (RFC 1123). */
  public static boolean check(Text name, Report report) {
    if (NAME.matcher(name.value()).matches()) {
      return true;
    }
    report.add(
        name.place(),
        "'" + Block.shorten(name.value()) + "' is not a name",
        "Use lower-case letters, digits and dashes, at most 63");
    return false;
  }
}
