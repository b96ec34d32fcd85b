package dev.nines.slo.openslo;

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
}
