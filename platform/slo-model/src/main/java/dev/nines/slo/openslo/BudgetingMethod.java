package dev.nines.slo.openslo;

import dev.nines.slo.model.Budgeting;
import dev.nines.slo.model.Budgeting.Occurrences;
import dev.nines.slo.model.Budgeting.RatioTimeslices;
import dev.nines.slo.model.Budgeting.Timeslices;
import dev.nines.slo.yaml.Block;
import dev.nines.slo.yaml.Nearest;
import dev.nines.slo.yaml.Report;
import dev.nines.slo.yaml.Text;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads {@code budgetingMethod} and what an objective says about slices. */
final class BudgetingMethod {
  private static final Duration LONGEST = Duration.ofHours(1);

  private final Report report;

  BudgetingMethod(Report report) {
    this.report = report;
  }

  Optional<Budgeting> read(Text method, Block objective) {
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
    var slice = slice(objective);
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
    return slice(objective).map(RatioTimeslices::new);
  }

  /** A duration, or a bare number of minutes. */
  private Optional<Duration> slice(Block objective) {
    var text = objective.requiredTextOrNumber("timeSliceWindow");
    var slice =
        text.flatMap(t ->
            t.value().matches("[1-9][0-9]{0,4}")
                ? Optional.of(Duration.ofMinutes(Long.parseLong(t.value())))
                : DurationText.read(t, report));
    if (slice.isPresent() && slice.get().compareTo(LONGEST) > 0) {
      var fact = "Slices of " + text.orElseThrow().value() + " are not implemented";
      report.add(text.orElseThrow().place(), fact, "Use 1m to 1h");
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
