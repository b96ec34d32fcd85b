package dev.nines.slo.openslo;

import dev.nines.slo.model.Budgeting;
import dev.nines.slo.model.Budgeting.Occurrences;
import dev.nines.slo.model.Budgeting.RatioTimeslices;
import dev.nines.slo.model.Budgeting.Timeslices;
import dev.nines.slo.model.Indicator;
import dev.nines.slo.model.Objective;
import dev.nines.slo.model.Period;
import dev.nines.slo.model.Period.Rolling;
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
  private final Declarations<Measurement> shared;

  SloDocument(Report report, IndicatorDocument indicators, Declarations<Measurement> shared) {
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
    var measured = measurement(spec);
    var period =
        spec.requiredOnly("timeWindow", "Give exactly one time window").flatMap(this::period);
    var method = spec.requiredText("budgetingMethod");
    var blocks = spec.requiredList("objectives");
    var promises = new ArrayList<Promise>();
    for (var block : blocks) {
      boolean only = blocks.size() == 1;
      promise(metadata, only, measured, method, block).ifPresent(promises::add);
    }
    spec.notImplemented("alertPolicies", "Remove it: alerts follow from the error budget");
    spec.close();
    if (report.problems().size() > before) {
      return List.of();
    }
    return promises.stream()
        .map(promise ->
            new Slo(
                promise.naming().name(),
                promise.naming().displayName(),
                service.orElseThrow().value(),
                description,
                promise.indicator(),
                promise.objective(),
                period.orElseThrow(),
                promise.budgeting(),
                alerting,
                promise.naming().place()))
        .toList();
  }

  /** One of an SLO's objectives, as its own SLO. */
  private record Promise(
      Naming naming, Indicator indicator, Objective objective, Budgeting budgeting) {}

  private Optional<Promise> promise(
      Metadata metadata,
      boolean only,
      Optional<Measurement> measured,
      Optional<Text> method,
      Block block) {
    var displayName = block.text("displayName");
    var indicator = indicator(measured, block);
    var budgeting = method.flatMap(text -> budgeting(text, block));
    var objective = objective(block);
    // What is missing has been reported: a broken SLI where it stands, not at each who names it.
    if (indicator.isEmpty() || budgeting.isEmpty() || objective.isEmpty()) {
      return Optional.empty();
    }
    var naming =
        only
            ? Optional.of(Naming.of(metadata))
            : Naming.of(metadata, displayName, objective.get(), block.place(), report);
    return naming.map(n -> new Promise(n, indicator.get(), objective.get(), budgeting.get()));
  }

  private Optional<Indicator> indicator(Optional<Measurement> measured, Block objective) {
    if (measured.isEmpty()) {
      objective.text("op");
      objective.number("value");
    }
    return measured.flatMap(measurement -> measurement.of(objective, report));
  }

  private Optional<Measurement> measurement(Block spec) {
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
    for (var name : new String[] {"indicator", "indicatorRef", "compositeWeight"}) {
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
      case "RatioTimeslices" -> ratioTimeslices(objective);
      default -> {
        var fact = "Unknown budgeting method '" + Block.shorten(method.value()) + "'";
        var known = List.of("Occurrences", "Timeslices", "RatioTimeslices");
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

  private Optional<Budgeting> ratioTimeslices(Block objective) {
    var fact = "Field 'timeSliceTarget' means nothing with budgeting method RatioTimeslices";
    objective.refuse("timeSliceTarget", fact, "Remove it, or use Timeslices");
    return objective.requiredText("timeSliceWindow").flatMap(this::slice).map(RatioTimeslices::new);
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
