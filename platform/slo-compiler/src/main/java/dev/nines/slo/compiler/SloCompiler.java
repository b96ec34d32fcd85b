package dev.nines.slo.compiler;

import dev.nines.slo.compiler.Compilation.Compiled;
import dev.nines.slo.compiler.rule.RuleGroup;
import dev.nines.slo.compiler.rule.RuleTest;
import dev.nines.slo.model.Counting.Grouping;
import dev.nines.slo.model.Indicator.Composite;
import dev.nines.slo.model.Indicator.RawRatio;
import dev.nines.slo.model.Slo;
import dev.nines.slo.openslo.OpenSloReader;
import dev.nines.slo.openslo.Reading;
import dev.nines.slo.openslo.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Compiles SLOs into rules, alerts, inhibitions and rule tests. Pure and stateless: the same SLOs
 * and options always give the same.
 */
public final class SloCompiler {
  private static final Duration TARGETS = Duration.ofSeconds(15);

  private final Options options;

  public SloCompiler(Options options) {
    this.options = options;
  }

  /** Reads and compiles files that belong together. */
  public Compilation compile(List<Source> sources) {
    return switch (new OpenSloReader().read(sources)) {
      case Reading.Read(var slos) -> compiled(slos);
      case Reading.Rejected(var problems) -> new Compilation.Rejected(problems);
    };
  }

  /** Compiles SLOs that have been read. */
  public Compiled compiled(List<Slo> slos) {
    var byService = new LinkedHashMap<String, List<Slo>>();
    for (var slo : slos) {
      byService.computeIfAbsent(slo.service(), _ -> new ArrayList<>()).add(slo);
    }
    var services =
        byService.entrySet().parallelStream()
            .map(service -> service(service.getKey(), service.getValue()))
            .toList();
    return new Compiled(
        services.stream().map(Service::rules).toList(),
        new Inhibitions(groups(slos)).all(),
        slos.stream().flatMap(slo -> new Routes(slo).all().stream()).toList(),
        services.stream().flatMap(service -> service.notes.stream()).toList());
  }

  private static Set<String> groups(List<Slo> slos) {
    return slos.stream()
        .flatMap(slo -> slo.counting().grouping().stream())
        .map(Grouping::label)
        .collect(Collectors.toSet());
  }

  private record Service(ServiceRules rules, List<Note> notes) {}

  private Service service(String service, List<Slo> slos) {
    var notes = new ArrayList<Note>();
    var groups = new ArrayList<RuleGroup>();
    var tests = new ArrayList<RuleTest>();
    var targetDown = NoDataAlerts.targetDown(service, Annotations.targetDown(service, options));
    groups.add(new RuleGroup(service + "/targets", TARGETS, List.of(targetDown)));
    for (var slo : slos) {
      var applied = BurnThreshold.applied(slo);
      notes.addAll(applied.notes());
      if (slo.indicator() instanceof RawRatio) {
        notes.add(new Note(slo.place(), noEvents(slo)));
      }
      groups.addAll(new SloRules(slo, options, applied, windows(slo, slos)).groups());
      var stories = new Stories(slo, applied).all();
      if (stories.isEmpty()) {
        notes.add(
            new Note(slo.place(), "'" + slo.name() + "' gets no rule tests: no example series"));
      }
      tests.addAll(stories);
    }
    return new Service(new ServiceRules(service, slos, groups, tests), notes);
  }

  /** Those of its own alerts, and of the SLOs that it is a part of. */
  private static Windows windows(Slo slo, List<Slo> slos) {
    var windows = Windows.of(slo, tiers(slo));
    for (var whole : slos) {
      if (whole.indicator() instanceof Composite composite
          && composite.parts().stream().anyMatch(part -> part.slo().equals(slo))) {
        windows = windows.and(Windows.of(whole, tiers(whole)));
      }
    }
    return windows;
  }

  private static List<Tier> tiers(Slo slo) {
    return BurnThreshold.applied(slo).thresholds().stream().map(BurnThreshold::tier).toList();
  }

  private static String noEvents(Slo slo) {
    return "'%s' counts no events, but moments: its alerts have no low-traffic guard"
        .formatted(slo.name());
  }
}
