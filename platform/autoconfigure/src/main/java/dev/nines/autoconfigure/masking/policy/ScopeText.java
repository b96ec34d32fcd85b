package dev.nines.autoconfigure.masking.policy;

import dev.nines.slo.yaml.Block;
import dev.nines.slo.yaml.Report;
import dev.nines.slo.yaml.Text;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads {@code spec.scope}. */
final class ScopeText {
  private static final Pattern SERVICE = Pattern.compile("[-a-zA-Z0-9._*]{1,63}");

  private final Report report;

  ScopeText(Report report) {
    this.report = report;
  }

  Scope read(Block block) {
    List<String> services =
        block.texts("services").stream().filter(this::isService).map(Text::value).toList();
    Set<Signal> signals = EnumSet.noneOf(Signal.class);
    signals.addAll(
        Choices.of("signal", Signal.values(), Signal::text, report).read(block.texts("signals")));
    for (String list : List.of("services", "signals")) {
      if (block.has(list) && block.texts(list).isEmpty()) {
        String fact = "A scope without " + list + " is nowhere";
        report.add(block.place(), fact, "Name one, or remove '" + list + ":' for all");
      }
    }
    block.close();
    return new Scope(services, signals.isEmpty() ? Scope.EVERYWHERE.signals() : signals);
  }

  private boolean isService(Text text) {
    if (SERVICE.matcher(text.value()).matches()) {
      return true;
    }
    report.add(
        text.place(),
        "'" + Block.shorten(text.value()) + "' is not a service's name",
        "Use letters, digits, dashes and dots, and * for any characters");
    return false;
  }
}
