package dev.nines.cli.bench;

import java.util.List;
import java.util.Locale;

/**
 * Requests a second as bars, in a picture that stands by itself, light or dark as its viewer is.
 */
public final class PingSvg {
  private static final int MARGIN = 24;
  private static final int TITLE = 36;
  private static final int ROW = 34;
  private static final int BAR = 22;
  private static final int NAMES = 80;
  private static final int LONGEST = 380;
  private static final int FIGURES = 300;
  private static final int WIDTH = 2 * MARGIN + NAMES + LONGEST + FIGURES;
  private static final String STYLE =
      """
      <style>
        .back { fill: #ffffff; } text { font: 13px ui-monospace, monospace; fill: #1f2328; }
        .label { font-size: 11px; fill: #59636e; } .peer rect { fill: #afb8c1; } .ours rect { fill: #1f883d; }
        .doubtful rect { stroke: #d1242f; stroke-dasharray: 4 3; }
        @media (prefers-color-scheme: dark) {
          .back { fill: #0d1117; } text { fill: #e6edf3; } .label { fill: #9198a1; }
          .peer rect { fill: #656c76; } .ours rect { fill: #3fb950; } .doubtful rect { stroke: #ff7b72; }
        }
      </style>
      """;

  private PingSvg() {}

  /** The same report is always the same text. */
  public static String of(PingReport report) {
    List<PingRow> rows = report.rows();
    int height = 2 * MARGIN + TITLE + rows.size() * ROW;
    StringBuilder svg = new StringBuilder();
    svg.append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%1$d\" height=\"%2$d\" viewBox=\"0 0 %1$d %2$d\" role=\"img\" aria-label=\"Requests a second\">\n"
            .formatted(WIDTH, height));
    svg.append(STYLE);
    svg.append("<rect class=\"back\" width=\"%d\" height=\"%d\"/>\n".formatted(WIDTH, height));
    svg.append(
        "<text x=\"%d\" y=\"%d\">Requests a second to /ping, medians of %d rounds</text>\n"
            .formatted(MARGIN, MARGIN + BAR / 2, report.rounds().size()));
    double most = rows.stream().mapToDouble(PingRow::rps).max().orElse(1);
    for (int i = 0; i < rows.size(); i++) {
      svg.append(bar(rows.get(i), MARGIN + TITLE + i * ROW, most));
    }
    return svg.append("</svg>\n").toString();
  }

  private static String bar(PingRow row, int y, double most) {
    int x = MARGIN + NAMES;
    long length = Math.max(1, Math.round(LONGEST * row.rps() / most));
    int base = y + BAR / 2 + 5;
    return "<g class=\"%s%s\"><text x=\"%d\" y=\"%d\">%s</text><rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"3\"/><text class=\"label\" x=\"%d\" y=\"%d\">%s</text></g>\n"
        .formatted(
            row.contestant().ours() ? "ours" : "peer",
            row.errors() > 0 ? " doubtful" : "",
            MARGIN,
            base,
            row.contestant().title(),
            x,
            y,
            length,
            BAR,
            x + length + 8,
            base,
            figures(row));
  }

  private static String figures(PingRow row) {
    String errors = row.errors() > 0 ? ", %d errors".formatted(row.errors()) : "";
    return String.format(
        Locale.ROOT, "%,.0f; P99 %.1f ms, %.0f MB%s", row.rps(), row.p99Ms(), row.rssMb(), errors);
  }
}
