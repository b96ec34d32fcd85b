package dev.nines.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Shares of requests: {@code 20%} or {@code 0.2}. */
final class ShareConverter implements ITypeConverter<Double> {
  private static final Pattern SPELLING = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(%)?");

  @Override
  public Double convert(String text) {
    Matcher matcher = SPELLING.matcher(text.strip());
    double share = matcher.matches() ? Double.parseDouble(matcher.group(1)) : 0;
    if (matcher.matches() && matcher.group(2) != null) {
      share /= 100;
    }
    if (!(share > 0 && share <= 1)) {
      throw new TypeConversionException(
          "'"
              + text
              + "' is no share of requests. Write it as 20% or 0.2, above 0 and at most 100%.");
    }
    return share;
  }
}
