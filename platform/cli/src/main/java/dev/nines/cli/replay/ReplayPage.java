package dev.nines.cli.replay;

import dev.nines.cli.prometheus.Track.Point;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Outcomes as one HTML page without script: burn-down, error ratio and alerts over time. */
public final class ReplayPage {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final int WIDTH = 960;
  private static final int LEFT = 150;
  private static final int CHART = 160;
  private static final int LANE = 22;

  private ReplayPage() {}

  /**
   * The page.
   *
   * @param incidents when what was made up happened; empty for a recorded history
   */
  public static String of(
      String title, String subtitle, List<Outcome> outcomes, List<Span> incidents) {
    var body =
        outcomes.stream().map(outcome -> section(outcome, incidents)).collect(Collectors.joining());
    return """
    <!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
    <title>%s</title><style>
    :root{color-scheme:light dark;--line:#8885;--faint:#888}
    body{margin:0 auto;max-width:1160px;padding:24px 16px;font:15px/1.5 system-ui,sans-serif}
    h1{font-size:20px;margin:0 0 4px}h2{font-size:17px;margin:32px 0 0}p{margin:4px 0;color:var(--faint)}
    svg{width:100%%;height:auto;font:12px system-ui,sans-serif}text{fill:currentColor}
    .grid{stroke:var(--line)}.budget{fill:none;stroke:#047857;stroke-width:2}.error{fill:none;stroke:#b91c1c;stroke-width:1.5}
    .page{fill:#b91c1c}.ticket{fill:#b45309}.info{fill:#64748b}.quiet{opacity:.35}.incident{fill:#8882}
    table{border-collapse:collapse;margin:8px 0;font-variant-numeric:tabular-nums}
    th,td{text-align:left;padding:2px 16px 2px 0;border-bottom:1px solid var(--line)}
    </style></head><body><h1>%s</h1><p>%s</p>%s</body></html>
    """
        .formatted(escape(title), escape(title), escape(subtitle), body);
  }

  private static String section(Outcome outcome, List<Span> incidents) {
    var slo = outcome.slo();
    return "<h2>%s</h2><p>%s %% over %d days</p>%s%s"
        .formatted(
            escape(slo.name()),
            slo.objective().percent().toPlainString(),
            slo.period().length().toDays(),
            picture(outcome, incidents),
            table(outcome));
  }

  private static String picture(Outcome outcome, List<Span> incidents) {
    var lanes = outcome.firings().stream().map(ReplayPage::lane).distinct().toList();
    int top = 2 * CHART + 60;
    int height = top + lanes.size() * LANE + 30;
    var svg = new StringBuilder();
    svg.append(
        "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"Error budget and alerts over time\">"
            .formatted(LEFT + WIDTH + 20, height));
    for (var incident : incidents) {
      svg.append(bar(outcome, incident, 10, height - 40, "incident", "incident"));
    }
    svg.append(chart(outcome, outcome.remaining(), 20, "budget", "budget left"));
    svg.append(chart(outcome, outcome.errorRatio(), 40 + CHART, "error", "error ratio, 5m"));
    for (int i = 0; i < lanes.size(); i++) {
      svg.append(lane(outcome, lanes.get(i), top + i * LANE));
    }
    svg.append(label(LEFT, height - 8, "start", TIME.format(outcome.span().from()) + " UTC"));
    svg.append(label(LEFT + WIDTH, height - 8, "end", TIME.format(outcome.span().to()) + " UTC"));
    return svg.append("</svg>").toString();
  }

  private static String chart(
      Outcome outcome, List<Point> points, int top, String kind, String title) {
    double high = Math.max(points.stream().mapToDouble(Point::value).max().orElse(1), 0.001);
    double low = Math.min(points.stream().mapToDouble(Point::value).min().orElse(0), 0);
    var line =
        points.stream()
            .map(point ->
                "%.1f,%.1f"
                    .formatted(
                        x(outcome, point.at()),
                        top + CHART - (point.value() - low) / (high - low) * CHART))
            .collect(Collectors.joining(" "));
    return "<line class=\"grid\" x1=\"%1$d\" x2=\"%2$d\" y1=\"%3$d\" y2=\"%3$d\"/><line class=\"grid\" x1=\"%1$d\" x2=\"%2$d\" y1=\"%4$d\" y2=\"%4$d\"/>"
            .formatted(LEFT, LEFT + WIDTH, top, top + CHART)
        + label(LEFT - 8, top + CHART / 2, "end", title)
        + label(LEFT - 8, top + 10, "end", percent(high))
        + label(LEFT - 8, top + CHART, "end", percent(low))
        + "<polyline class=\"%s\" points=\"%s\"/>".formatted(kind, line);
  }

  private static String lane(Outcome outcome, String lane, int y) {
    var bars =
        outcome.firings().stream()
            .filter(firing -> lane(firing).equals(lane))
            .map(firing ->
                bar(
                    outcome,
                    firing.span(),
                    y,
                    LANE - 6,
                    firing.severity() + (firing.told() ? "" : " quiet"),
                    lane
                        + " "
                        + TIME.format(firing.span().from())
                        + ", "
                        + words(firing.span().length())))
            .collect(Collectors.joining());
    return label(LEFT - 8, y + 13, "end", lane) + bars;
  }

  private static String bar(
      Outcome outcome, Span span, int y, int height, String kind, String tip) {
    double from = x(outcome, span.from());
    double width = Math.max(2, x(outcome, span.to()) - from);
    return "<rect class=\"%s\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"><title>%s</title></rect>"
        .formatted(kind, from, y, width, height, escape(tip));
  }

  private static double x(Outcome outcome, Instant at) {
    double whole = Math.max(1, outcome.span().length().toMillis());
    double share = Duration.between(outcome.span().from(), at).toMillis() / whole;
    return LEFT + WIDTH * Math.clamp(share, 0, 1);
  }

  private static String label(int x, int y, String anchor, String text) {
    return "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\">%s</text>"
        .formatted(x, y, anchor, escape(text));
  }

  private static String lane(Firing firing) {
    return firing.tier().isEmpty() ? firing.alert() : firing.severity() + " " + firing.tier();
  }

  private static String table(Outcome outcome) {
    if (outcome.firings().isEmpty()) {
      return "<p>No alert fired.</p>";
    }
    var rows =
        outcome.firings().stream()
            .map(firing ->
                "<tr><td>%s</td><td>%s</td><td>%s</td><td>%s</td></tr>"
                    .formatted(
                        escape(lane(firing)),
                        TIME.format(firing.span().from()),
                        words(firing.span().length()),
                        firing.told() ? "told" : "inhibited"))
            .collect(Collectors.joining());
    return "<table><tr><th>alert</th><th>from (UTC)</th><th>for</th><th></th></tr>"
        + rows
        + "</table>";
  }

  private static String percent(double share) {
    return BigDecimal.valueOf(100 * share)
            .round(new MathContext(4))
            .stripTrailingZeros()
            .toPlainString()
        + " %";
  }

  /** A duration as {@code 1h 2m 3s}. */
  public static String words(Duration duration) {
    return duration.isZero()
        ? "0s"
        : duration
            .truncatedTo(java.time.temporal.ChronoUnit.SECONDS)
            .toString()
            .substring(2)
            .toLowerCase(Locale.ROOT)
            .replaceAll("([hm])(?=.)", "$1 ");
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
