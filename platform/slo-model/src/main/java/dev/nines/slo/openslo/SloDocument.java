package dev.nines.slo.openslo;

import dev.nines.slo.model.AlertPolicy;
import dev.nines.slo.model.Budgeting;
import dev.nines.slo.model.Budgeting.Occurrences;
import dev.nines.slo.model.Indicator;
import dev.nines.slo.model.Indicator.Composite;
import dev.nines.slo.model.Indicator.Composite.Part;
import dev.nines.slo.model.Indicator.RawRatio;
import dev.nines.slo.model.Objective;
import dev.nines.slo.model.Period;
import dev.nines.slo.model.Slo;
import dev.nines.slo.yaml.Block;
import dev.nines.slo.yaml.Names;
import dev.nines.slo.yaml.Report;
import dev.nines.slo.yaml.Text;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a document of kind {@code SLO}. */
final class SloDocument {
  private static final String WEIGHT = "compositeWeight";

  private final Report report;
  private final IndicatorDocument indicators;
  private final Declarations<Measurement> shared;
  private final PolicyDocuments policies;

  SloDocument(
      Report report,
      IndicatorDocument indicators,
      Declarations<Measurement> shared,
      PolicyDocuments policies) {
    this.report = report;
    this.indicators = indicators;
    this.shared = shared;
    this.policies = policies;
  }

  /**
   * An SLO for each objective, and after them one for all where each measures something of its own.
   * None when something about them has been reported.
   */
  List<Slo> read(Metadata metadata, Block spec) {
    int before = report.problems().size();
    var annotated = new SloAnnotations(report).read(metadata.annotations());
    var description = spec.text("description").map(Text::value).map(String::strip).orElse("");
    var service = spec.requiredText("service").filter(name -> Names.check(name, report));
    var blocks = spec.requiredList("objectives");
    boolean composite = isComposite(spec, blocks);
    var measured = composite ? Optional.<Measurement>empty() : measurement(spec);
    var window = new TimeWindow(report);
    var period =
        spec.requiredOnly("timeWindow", "Give exactly one time window").flatMap(window::read);
    var method = spec.requiredText("budgetingMethod");
    var promises = new ArrayList<Promise>();
    for (var block : blocks) {
      var own = composite ? measurement(block) : measured;
      promise(metadata, blocks.size() == 1, composite, own, method, block).ifPresent(promises::add);
    }
    var told = policies.of(spec);
    spec.close();
    annotated.counting().grouping().ifPresent(_ -> countable(metadata, composite, promises));
    period.ifPresent(p -> told.forEach(policy -> looksBackWithin(p, policy, metadata)));
    if (report.problems().size() > before) {
      return List.of();
    }
    var common =
        new Common(
            service.orElseThrow().value(),
            description,
            period.orElseThrow(),
            new SloAnnotations.Read(annotated.counting(), annotated.alerting().withPolicies(told)),
            metadata);
    return composite && promises.size() > 1
        ? common.composite(promises)
        : promises.stream().map(common::slo).toList();
  }

  /** What all objectives of a document share. */
  private record Common(
      String service,
      String description,
      Period period,
      SloAnnotations.Read annotated,
      Metadata metadata) {

    Slo slo(Promise promise) {
      return new Slo(
          promise.naming.name(),
          promise.naming.displayName(),
          service,
          description,
          promise.indicator,
          promise.objective,
          period,
          promise.budgeting,
          annotated.counting(),
          annotated.alerting(),
          metadata.labels(),
          promise.naming.place());
    }

    List<Slo> composite(List<Promise> promises) {
      var silent = new SloAnnotations.Read(annotated.counting(), annotated.alerting().silent());
      var quiet = new Common(service, description, period, silent, metadata);
      var slos = new ArrayList<Slo>();
      var parts = new ArrayList<Part>();
      for (var promise : promises) {
        var slo = quiet.slo(promise);
        slos.add(slo);
        parts.add(new Part(slo, promise.weight));
      }
      var all = new Composite(parts);
      var naming = Naming.of(metadata);
      slos.add(slo(new Promise(naming, all, all.objective(), new Occurrences(), BigDecimal.ONE)));
      return slos;
    }
  }

  /** One of an SLO's objectives, as its own SLO. */
  private record Promise(
      Naming naming,
      Indicator indicator,
      Objective objective,
      Budgeting budgeting,
      BigDecimal weight) {}

  private static boolean isComposite(Block spec, List<Block> objectives) {
    return !spec.has("indicator")
        && !spec.has("indicatorRef")
        && objectives.stream().anyMatch(o -> o.has("indicator") || o.has("indicatorRef"));
  }

  private Optional<Promise> promise(
      Metadata metadata,
      boolean only,
      boolean composite,
      Optional<Measurement> measured,
      Optional<Text> method,
      Block block) {
    var displayName = block.text("displayName");
    var indicator = indicator(measured, block);
    var budgeting = method.flatMap(text -> new BudgetingMethod(report).read(text, block));
    var weight = weight(block, composite);
    if (!composite) {
      for (var name : new String[] {"indicator", "indicatorRef"}) {
        var fact = "The SLO has an indicator for all its objectives";
        block.refuse(name, fact, "Give each objective its own, or all one");
      }
    }
    var objective = new Target(report).read(block);
    block.close();
    // What is missing has been reported: a broken SLI where it stands, not at each who names it.
    if (indicator.isEmpty() || budgeting.isEmpty() || objective.isEmpty()) {
      return Optional.empty();
    }
    var own = displayName.or(() -> composite ? block.text("indicatorRef") : Optional.empty());
    var naming =
        only
            ? Optional.of(Naming.of(metadata))
            : Naming.of(metadata, own, objective.get(), block.place(), report);
    return naming.map(
        n -> new Promise(n, indicator.get(), objective.get(), budgeting.get(), weight));
  }

  private BigDecimal weight(Block objective, boolean composite) {
    if (!composite) {
      var fact = "Field '" + WEIGHT + "' means nothing where objectives share an indicator";
      objective.refuse(WEIGHT, fact, "Remove it, or give each objective its own indicator");
      return BigDecimal.ONE;
    }
    var text = objective.number(WEIGHT);
    var weight = text.flatMap(t -> Numbers.read(t, report));
    if (weight.filter(w -> w.signum() <= 0).isPresent()) {
      var fact = "A weight of " + text.orElseThrow().value() + " leaves the objective out";
      report.add(text.orElseThrow().place(), fact, "Use a weight above 0, or remove the objective");
    }
    return weight.orElse(BigDecimal.ONE);
  }

  private void looksBackWithin(Period period, AlertPolicy policy, Metadata metadata) {
    var lookback = policy.condition().lookback();
    if (lookback.compareTo(period.length()) > 0) {
      report.add(
          metadata.name().place(),
          "Policy '%s' looks back %d hours, and the period has %d"
              .formatted(policy.name(), lookback.toHours(), period.length().toHours()),
          "Use a condition with a lookbackWindow within the period");
    }
  }

  private void countable(Metadata metadata, boolean composite, List<Promise> promises) {
    if (composite || promises.stream().anyMatch(p -> p.indicator instanceof RawRatio)) {
      var fact = "Only an SLO of counters can be grouped by a label";
      report.add(metadata.name().place(), fact, "Remove nines.dev/group-by, or count events");
    }
  }

  private Optional<Indicator> indicator(Optional<Measurement> measured, Block objective) {
    if (measured.isEmpty()) {
      objective.text("op");
      objective.number("value");
    }
    return measured.flatMap(measurement -> measurement.of(objective, report));
  }

  /** Of an SLO, or of one objective. */
  private Optional<Measurement> measurement(Block owner) {
    if (!owner.has("indicatorRef")) {
      return owner.requiredBlock("indicator").flatMap(indicators::inline);
    }
    owner
        .block("indicator")
        .ifPresent(both -> {
          indicators.inline(both);
          var fact = "Both 'indicator' and 'indicatorRef' are given";
          report.add(both.place(), fact, "Give exactly one of them");
        });
    return owner.text("indicatorRef").flatMap(shared::find);
  }
}
