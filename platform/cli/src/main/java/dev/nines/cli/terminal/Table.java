package dev.nines.cli.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Rows whose columns line up; colours take no width. */
public final class Table {
  private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");
  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();
  private final String indent;

  public Table(String indent) {
    this.indent = indent;
  }

  public Table row(String... cells) {
    rows.add(List.of(cells));
    return this;
  }

  public Table row(List<String> cells) {
    rows.add(List.copyOf(cells));
    return this;
  }

  /** The rows as lines, without blanks at their ends. */
  public List<String> lines() {
    return rows.stream().map(this::line).toList();
  }

  private String line(List<String> cells) {
    StringBuilder line = new StringBuilder(indent);
    for (int i = 0; i < cells.size(); i++) {
      int missing = i == cells.size() - 1 ? 0 : width(i) - length(cells.get(i));
      line.append(cells.get(i))
          .append(" ".repeat(missing))
          .append(i == cells.size() - 1 ? "" : GAP);
    }
    return line.toString().stripTrailing();
  }

  private int width(int column) {
    return rows.stream()
        .filter(row -> row.size() > column + 1)
        .flatMapToInt(row -> IntStream.of(length(row.get(column))))
        .max()
        .orElse(0);
  }

  private static int length(String cell) {
    String bare = COLOUR.matcher(cell).replaceAll("");
    return bare.codePointCount(0, bare.length());
  }
}
