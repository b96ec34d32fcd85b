package dev.nines.slo.openslo;

import dev.nines.slo.model.Budgeting;
import dev.nines.slo.model.Budgeting.Occurrences;
import dev.nines.slo.model.Budgeting.Timeslices;
import dev.nines.slo.model.Indicator;
import dev.nines.slo.model.Objective;
import dev.nines.slo.model.Period;
import dev.nines.slo.model.Period.Rolling;
import dev.nines.slo.model.Place;
import dev.nines.slo.model.Slo;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a document of kind {@code SLO}. */
final class SloDocument {
  private static final Duration MIN_PERIOD = Duration.ofDays(1);
  private static final Duration MAX_PERIOD = Duration.ofDays(92);
  private static final Duration SLICE = Duration.ofMinutes(1);
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private final Report report;
  private final IndicatorDocument indicators;
  private final Declarations<Indicator> shared;

  SloDocument(Report report, IndicatorDocument indicators, Declarations<Indicator> shared) {
    this.report = report;
    this.indicators = indicators;
    this.shared = shared;
  }

  /** An SLO for each objective; none when something about them has been reported. */
  List<Slo> read(Metadata metadata, Block spec) {
    int before = report.problems().size();
    var alerting = new AlertingAnnotations(report).read(metadata.annotations());
    var description = spec.text("description").map(Text::value).map(String::strip).orElse("");
    var service = spec.requiredText("service").filter(name -> Names.check(name, report));
    var indicator = indicator(spec);
    var period =
        spec.requiredOnly("timeWindow", "Give exactly one time window").flatMap(this::period);
    var method = spec.requiredText("budgetingMethod");
    var objectives = objectives(metadata, method, spec.requiredList("objectives"));
    spec.notImplemented("alertPolicies", "Remove it: alerts follow from the error budget");
    spec.close();
    // A broken SLI is reported where it stands, not at each SLO that names it.
    if (report.problems().size() > before || indicator.isEmpty()) {
      return List.of();
    }
    return objectives.stream()
        .map(promise ->
            new Slo(
                promise.name(),
                promise.displayName(),
                service.orElseThrow().value(),
                description,
                indicator.orElseThrow(),
                promise.objective(),
                period.orElseThrow(),
                promise.budgeting(),
                alerting,
                promise.place()))
        .toList();
  }

  /** One of an SLO's objectives, with the names that its own SLO gets. */
  private record Promise(
      String name, String displayName, Objective objective, Budgeting budgeting, Place place) {}

  private List<Promise> objectives(Metadata metadata, Optional<Text> method, List<Block> blocks) {
    var promises = new ArrayList<Promise>();
    for (var block : blocks) {
      var name = block.text("displayName");
      var budgeting = method.flatMap(text -> budgeting(text, block));
      var objective = objective(block);
      if (budgeting.isPresent() && objective.isPresent()) {
        var own =
            blocks.size() == 1
                ? Optional.of(Naming.of(metadata))
                : Naming.of(metadata, name, objective.get(), block.place(), report);
        own.ifPresent(n ->
            promises.add(
                new Promise(
                    n.name(), n.displayName(), objective.get(), budgeting.get(), n.place())));
      }
    }
    return promises;
  }

  private Optional<Indicator> indicator(Block spec) {
    if (!spec.has("indicatorRef")) {
      return spec.requiredBlock("indicator").flatMap(indicators::inline);
    }
    spec.block("indicator")
        .ifPresent(both -> {
          indicators.inline(both);
          var fact = "Both 'indicator' and 'indicatorRef' are given";
          report.add(both.place(), fact, "Give exactly one of them");
        });
    return spec.text("indicatorRef").flatMap(shared::find);
  }

  private Optional<Period> period(Block window) {
    window.notImplemented("calendar", "Use a rolling window");
    var rolling = window.flag("isRolling");
    if (rolling.isPresent() && !rolling.get().value().equalsIgnoreCase("true")) {
      var fact = "Calendar periods are not implemented";
      report.add(rolling.get().place(), fact, "Write 'isRolling: true'");
    } else if (!window.has("isRolling")) {
      report.add(window.place(), "Field 'isRolling' is missing", "Add 'isRolling: true'");
    }
    var period = window.requiredText("duration").flatMap(this::length);
    window.close();
    return period;
  }

  private Optional<Period> length(Text text) {
    var length = DurationText.read(text, report);
    if (length.isPresent()
        && (length.get().compareTo(MIN_PERIOD) < 0 || length.get().compareTo(MAX_PERIOD) > 0)) {
      var fact = "A period of " + text.value() + " is not implemented";
      report.add(text.place(), fact, "Use 1d to 92d");
      return Optional.empty();
    }
    return length.map(Rolling::new);
  }

  private Optional<Objective> objective(Block objective) {
    for (var name : new String[] {"op", "value", "indicator", "indicatorRef", "compositeWeight"}) {
      objective.notImplemented(name, "Remove it");
    }
    if (objective.has("target") == objective.has("targetPercent")) {
      objective.number("target");
      objective.number("targetPercent");
      var both = objective.has("target");
      var fact = both ? "Both 'target' and 'targetPercent' are given" : "Field 'target' is missing";
      report.add(objective.place(), fact, "Give one of 'target' and 'targetPercent'");
      objective.close();
      return Optional.empty();
    }
    var percent = objective.number("targetPercent").flatMap(text -> percent(text, 0));
    var share = objective.number("target").flatMap(text -> percent(text, 2));
    objective.close();
    return percent.or(() -> share);
  }

  /**
   * The objective in percent.
   *
   * @param shift by how many digits {@code text} falls short of percent
   */
  private Optional<Objective> percent(Text text, int shift) {
    var percent = Numbers.read(text.value()).map(number -> number.movePointRight(shift));
    if (percent.isPresent() && percent.get().signum() > 0 && percent.get().compareTo(HUNDRED) < 0) {
      return percent.map(Objective::new);
    }
    var whole = percent.map(HUNDRED::compareTo).filter(c -> c == 0).isPresent();
    var range = shift == 0 ? "below 100" : "below 1";
    report.add(
        text.place(),
        whole
            ? "Objective '" + text.value() + "' leaves no error budget"
            : "Objective '" + Block.shorten(text.value()) + "' is out of range",
        "Use a value above 0 and " + range);
    return Optional.empty();
  }

  private Optional<Budgeting> budgeting(Text method, Block objective) {
    return switch (method.value()) {
      case "Occurrences" -> Optional.of(occurrences(objective));
      case "Timeslices" -> timeslices(objective);
      case "RatioTimeslices" -> {
        report.add(
            method.place(),
            "Budgeting method 'RatioTimeslices' is not implemented",
            "Use Occurrences or Timeslices");
        timeslices(objective);
        yield Optional.empty();
      }
      default -> {
        var fact = "Unknown budgeting method '" + Block.shorten(method.value()) + "'";
        var known = List.of("Occurrences", "Timeslices");
        report.add(method.place(), fact, Nearest.fix(method.value(), known));
        timeslices(objective);
        yield Optional.empty();
      }
    };
  }

  private Budgeting occurrences(Block objective) {
    for (var name : new String[] {"timeSliceWindow", "timeSliceTarget"}) {
      var fact = "Field '" + name + "' means nothing with budgeting method Occurrences";
      objective.refuse(name, fact, "Remove it, or use Timeslices");
    }
    return new Occurrences();
  }

  private Optional<Budgeting> timeslices(Block objective) {
    var slice = objective.requiredText("timeSliceWindow").flatMap(this::slice);
    if (!objective.has("timeSliceTarget")) {
      var fact = "Field 'timeSliceTarget' is missing";
      report.add(objective.place(), fact, "Add the share of good events that a good slice has");
    }
    var target = objective.number("timeSliceTarget").flatMap(this::sliceTarget);
    return slice.isPresent() && target.isPresent()
        ? Optional.of(new Timeslices(slice.get(), target.get()))
        : Optional.empty();
  }

  private Optional<Duration> slice(Text text) {
    var slice = DurationText.read(text, report);
    if (slice.isPresent() && !slice.get().equals(SLICE)) {
      report.add(text.place(), "Slices of " + text.value() + " are not implemented", "Use 1m");
      return Optional.empty();
    }
    return slice;
  }

  private Optional<BigDecimal> sliceTarget(Text text) {
    var target =
        Numbers.read(text.value())
            .filter(share -> share.signum() > 0 && share.compareTo(BigDecimal.ONE) <= 0);
    if (target.isEmpty()) {
      var fact = "Slice target '" + Block.shorten(text.value()) + "' is out of range";
      report.add(text.place(), fact, "Use a value above 0 and at most 1");
    }
    return target;
  }
}
