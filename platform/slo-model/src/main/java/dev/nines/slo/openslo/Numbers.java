package dev.nines.slo.openslo;

import dev.nines.slo.yaml.Block;
import dev.nines.slo.yaml.Report;
import dev.nines.slo.yaml.Text;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads decimal numbers of a size that an SLO can mean; a huge exponent would fill the memory. */
final class Numbers {
  private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,12}(\\.[0-9]{1,12})?");

  private Numbers() {}

  /** Empty for anything but at most 12 digits on each side of the point. */
  static Optional<BigDecimal> read(String text) {
    return DECIMAL.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
  }

  /** The same, and what cannot be read is reported. */
  static Optional<BigDecimal> read(Text text, Report report) {
    var number = read(text.value());
    if (number.isEmpty()) {
      var fact = "'" + Block.shorten(text.value()) + "' is not a number that is understood";
      report.add(text.place(), fact, "Write it with at most 12 digits on each side of the point");
    }
    return number;
  }
}
