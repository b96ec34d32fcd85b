package dev.nines.cli.status;

import dev.nines.cli.terminal.Spell;
import dev.nines.cli.terminal.Style;
import dev.nines.cli.terminal.Table;
import dev.nines.cli.terminal.Terminal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** SLOs as people read them. */
public final class StatusView {
  // The long windows of the alerts' tiers.
  private static final List<String> WINDOWS = List.of("5m", "1h", "6h", "1d", "3d");
  private static final double LITTLE = 0.25;
  private static final double FAST = 10;
  private static final String UNKNOWN = "-";

  private final Terminal terminal;

  public StatusView(Terminal terminal) {
    this.terminal = terminal;
  }

  /** The table of SLOs and, below it, what fires. */
  public List<String> lines(List<SloStatus> slos) {
    List<String> header =
        new ArrayList<>(List.of("SLO", "objective", "SLI", "budget left", "of period"));
    WINDOWS.forEach(window -> header.add("burn " + window));
    Table table = new Table("  ").row(header.stream().map(this::faint).toList());
    slos.forEach(slo -> table.row(cells(slo)));
    List<String> lines = new ArrayList<>(table.lines());
    slos.forEach(slo -> slo.alerts().forEach(alert -> lines.add(alert(slo, alert))));
    return lines;
  }

  private List<String> cells(SloStatus slo) {
    List<String> cells =
        new ArrayList<>(
            List.of(
                terminal.styled(slo.alerts().isEmpty() ? Style.STRONG : Style.BAD, slo.slo()),
                percent(slo.objective(), 3),
                percent(slo.sli(), 3),
                budget(slo),
                percent(slo.periodCovered(), 2)));
    WINDOWS.forEach(window -> cells.add(burn(slo.burnRates(), window)));
    return cells;
  }

  private static String percent(@Nullable Double share, int digits) {
    return share == null ? UNKNOWN : Spell.percent(share, digits);
  }

  private String budget(SloStatus slo) {
    Double left = slo.budgetRemaining();
    Double seconds = slo.budgetRemainingS();
    if (left == null || seconds == null) {
      return UNKNOWN;
    }
    Style style = left <= 0 ? Style.BAD : left < LITTLE ? Style.WARNING : Style.GOOD;
    String time = Spell.duration(Duration.ofSeconds(Math.round(seconds)));
    return terminal.styled(style, Spell.percent(left, 1)) + faint(" = " + time);
  }

  private String burn(Map<String, Double> rates, String window) {
    Double rate = rates.get(window);
    if (rate == null) {
      return UNKNOWN;
    }
    String text = String.format(Locale.ROOT, rate >= FAST ? "%.0f" : "%.2f", rate);
    return rate >= FAST
        ? terminal.styled(Style.BAD, text)
        : rate > 1 ? terminal.styled(Style.WARNING, text) : text;
  }

  private String alert(SloStatus slo, SloStatus.Firing alert) {
    String summary = alert.summary().isEmpty() ? slo.slo() : alert.summary();
    return "  %s %s %s"
        .formatted(terminal.mark(false), terminal.styled(Style.BAD, alert.severity()), summary);
  }

  private String faint(String text) {
    return terminal.styled(Style.FAINT, text);
  }
}
