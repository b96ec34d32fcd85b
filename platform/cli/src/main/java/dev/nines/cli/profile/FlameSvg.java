package dev.nines.cli.profile;

import java.util.Locale;

/**
 * A flame graph: who calls whom, from below, and how wide is how much. It stands by itself, light
 * or dark as its viewer is; each box tells its name and share when pointed at.
 *
 * @see <a href="https://www.brendangregg.com/flamegraphs.html">Flame graphs</a>
 */
final class FlameSvg {
  private static final int WIDTH = 1200;
  private static final int ROW = 17;
  private static final int MARGIN = 12;
  private static final int TITLE = 56;
  private static final double LETTER = 6.7;
  private static final double PERCENT = 100;

  /** Narrower boxes are left out: nobody could point at them. */
  private static final double LEAST = 0.002;

  private static final String STYLE =
      """
      <style>
        .back { fill: #ffffff; } text { font: 11px ui-monospace, monospace; fill: #1f2328; pointer-events: none; }
        .title { font-size: 13px; } rect { stroke: #ffffff; stroke-width: .6; }
        .nines { fill: #7ee2a8; } .security { fill: #ffb3b3; } .spring { fill: #f5e08a; } .reactor { fill: #a9d1ff; }
        .netty { fill: #ffcf9e; } .observation { fill: #d9c2ff; } .logging { fill: #b6e8e4; } .jdk, .other { fill: #dfe3e8; }
        @media (prefers-color-scheme: dark) {
          .back { fill: #0d1117; } .title, .key { fill: #e6edf3; } rect { stroke: #0d1117; }
        }
      </style>
      """;

  private final StringBuilder svg = new StringBuilder();
  private final double total;
  private final int bottom;

  private FlameSvg(double total, int bottom) {
    this.total = total;
    this.bottom = bottom;
  }

  /** The same profile is always the same text. */
  static String of(Profile profile, String title) {
    double least = profile.total() * LEAST;
    int height = TITLE + profile.root().depth(least) * ROW + MARGIN;
    FlameSvg flames = new FlameSvg(profile.total(), height - MARGIN - ROW);
    flames.head(title, height);
    flames.draw(profile.root(), 0, 0);
    return flames.svg.append("</svg>\n").toString();
  }

  private void head(String title, int height) {
    svg.append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%1$d\" height=\"%2$d\" viewBox=\"0 0 %1$d %2$d\" role=\"img\" aria-label=\"%3$s\">\n"
            .formatted(WIDTH, height, escaped(title)));
    svg.append(STYLE);
    svg.append("<rect class=\"back\" width=\"%d\" height=\"%d\"/>\n".formatted(WIDTH, height));
    svg.append(
        "<text class=\"title\" x=\"%d\" y=\"20\">%s</text>\n".formatted(MARGIN, escaped(title)));
    int x = MARGIN;
    for (Origin origin : Origin.values()) {
      svg.append(
          "<rect class=\"%s\" x=\"%d\" y=\"30\" width=\"11\" height=\"11\"/><text class=\"key\" x=\"%d\" y=\"40\">%1$s</text>\n"
              .formatted(origin.title(), x, x + 16));
      x += 110;
    }
  }

  private void draw(Frame frame, double left, int level) {
    double width = frame.weight() / total * (WIDTH - 2 * MARGIN);
    double x = MARGIN + left;
    int y = bottom - level * ROW;
    svg.append(
        String.format(
            Locale.ROOT,
            "<g><title>%s: %.1f %%</title><rect class=\"%s\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>",
            escaped(frame.label()),
            PERCENT * frame.weight() / total,
            frame.origin().title(),
            x,
            y,
            width,
            ROW));
    String label = fitting(frame.label(), width);
    if (!label.isEmpty()) {
      svg.append(
          String.format(
              Locale.ROOT, "<text x=\"%.1f\" y=\"%d\">%s</text>", x + 3, y + 12, escaped(label)));
    }
    svg.append("</g>\n");
    double at = left;
    for (Frame callee : frame.callees()) {
      if (callee.weight() >= total * LEAST) {
        draw(callee, at, level + 1);
      }
      at += callee.weight() / total * (WIDTH - 2 * MARGIN);
    }
  }

  private static String fitting(String label, double width) {
    int letters = (int) ((width - 6) / LETTER);
    if (letters < 3) {
      return "";
    }
    return label.length() <= letters ? label : label.substring(0, letters - 1) + "…";
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
