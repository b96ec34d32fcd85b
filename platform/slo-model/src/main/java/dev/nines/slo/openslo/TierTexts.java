package dev.nines.slo.openslo;

import dev.nines.slo.model.Retuned;
import dev.nines.slo.model.TierName;
import dev.nines.slo.yaml.Block;
import dev.nines.slo.yaml.Nearest;
import dev.nines.slo.yaml.Report;
import dev.nines.slo.yaml.Text;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the annotations that drop tiers or give them other numbers. */
final class TierTexts {
  private static final Pattern TUNED =
      Pattern.compile("([a-z]+) +([0-9.]+)% +([0-9]+[mhdw])/([0-9]+[mhdw])");
  private static final Duration SHORTEST = Duration.ofMinutes(5);
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private final Report report;

  TierTexts(Report report) {
    this.report = report;
  }

  /** {@code cliff, drift}. */
  Set<String> dropped(Text text) {
    var tiers = new LinkedHashSet<String>();
    Words.of(text).forEach(word -> add(word, word.value(), tiers));
    if (tiers.size() == TierName.values().length) {
      var fact = "All tiers are dropped: the SLO would have no alert";
      report.add(text.place(), fact, "Keep at least one tier");
    }
    return tiers;
  }

  /** {@code cliff 2% 10m/2m, slow 5% 1d/2h}. */
  List<Retuned> retuned(Text text) {
    var tiers = new LinkedHashSet<String>();
    var all = new ArrayList<Retuned>();
    for (var word : Words.of(text)) {
      var matcher = TUNED.matcher(word.value());
      if (!matcher.matches()) {
        var fact = "'" + Block.shorten(word.value()) + "' does not say how to tune a tier";
        var fix = "Write its name, the share of the budget and both windows: cliff 2% 10m/2m";
        report.add(word.place(), fact, fix);
      } else if (add(word, matcher.group(1), tiers)) {
        retuned(word, matcher).ifPresent(all::add);
      }
    }
    return all;
  }

  private boolean add(Text word, String tier, Set<String> tiers) {
    if (!TierName.labels().contains(tier)) {
      var fact = "Unknown tier '" + Block.shorten(tier) + "'";
      report.add(word.place(), fact, Nearest.fix(tier, TierName.labels()));
      return false;
    }
    if (!tiers.add(tier)) {
      report.add(word.place(), "Tier '" + tier + "' is named twice", "Name it once");
      return false;
    }
    return true;
  }

  private Optional<Retuned> retuned(Text word, Matcher matcher) {
    var percent = Numbers.read(matcher.group(2)).filter(TierTexts::isShare);
    var windows = new ArrayList<Duration>();
    for (int group = 3; group <= 4; group++) {
      var text = new Text(matcher.group(group), word.place(), word.node());
      DurationText.read(text, report).ifPresent(windows::add);
    }
    if (windows.size() < 2) {
      return Optional.empty();
    }
    var longer = windows.get(0);
    var shorter = windows.get(1);
    if (percent.isEmpty() || longer.compareTo(SHORTEST) < 0 || shorter.compareTo(longer) >= 0) {
      report.add(
          word.place(),
          "Tier '" + word.value() + "' can't be",
          "Use a share above 0% and at most 100%, a long window of at least 5m and a shorter one");
      return Optional.empty();
    }
    var tier = TierName.valueOf(matcher.group(1).toUpperCase(Locale.ROOT));
    return Optional.of(new Retuned(tier, percent.get().movePointLeft(2), longer, shorter));
  }

  private static boolean isShare(BigDecimal percent) {
    return percent.signum() > 0 && percent.compareTo(HUNDRED) <= 0;
  }
}
