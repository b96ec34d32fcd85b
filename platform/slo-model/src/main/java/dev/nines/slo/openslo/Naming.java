package dev.nines.slo.openslo;

import dev.nines.slo.model.Objective;
import dev.nines.slo.model.Place;
import dev.nines.slo.yaml.Block;
import dev.nines.slo.yaml.Report;
import dev.nines.slo.yaml.Text;
import java.util.Locale;
import java.util.Optional;

/**
 * How the SLO of an objective is called.
 *
 * @param place where the file gives it that name
 */
record Naming(String name, String displayName, Place place) {
  private static final int LONGEST = 63;

  /** The only objective has its document's names. */
  static Naming of(Metadata metadata) {
    return new Naming(metadata.name().value(), metadata.displayName(), metadata.name().place());
  }

  /**
   * One of several objectives adds its own display name to its document's, or else its target:
   * {@code checkout-gold}, {@code checkout-99-9}.
   */
  static Optional<Naming> of(
      Metadata metadata, Optional<Text> own, Objective objective, Place objectives, Report report) {
    var words = own.map(Text::value).orElse(objective.toString());
    var place = own.map(Text::place).orElse(objectives);
    var suffix =
        words.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    var name = metadata.name().value() + "-" + suffix;
    if (suffix.isEmpty() || name.length() > LONGEST) {
      report.add(
          place,
          "'" + Block.shorten(name) + "' is no name for the SLO of this objective",
          "Give it a displayName with letters or digits that is short enough: "
              + LONGEST
              + " characters in all");
      return Optional.empty();
    }
    return Optional.of(new Naming(name, metadata.displayName() + ", " + words, place));
  }
}
