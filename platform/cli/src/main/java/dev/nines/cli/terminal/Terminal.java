package dev.nines.cli.terminal;

import dev.nines.cli.json.Json;
import java.io.Console;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a command speaks: results on standard output, progress on standard error. With {@code
 * json}, standard output holds nothing but the one object.
 */
public final class Terminal {
  private final PrintStream out;
  private final PrintStream err;
  private final boolean live;
  private final boolean colour;
  private final boolean json;
  private int painted;

  Terminal(PrintStream out, PrintStream err, boolean live, boolean colour, boolean json) {
    this.out = out;
    this.err = err;
    this.live = live;
    this.colour = colour;
    this.json = json;
  }

  /** The terminal of this process; colours unless {@code NO_COLOR} is set or it is no terminal. */
  public static Terminal ofProcess(Map<String, String> environment, boolean json) {
    boolean dumb = "dumb".equals(environment.get("TERM"));
    boolean plain = dumb || !environment.getOrDefault("NO_COLOR", "").isEmpty();
    boolean terminal = isTerminal(2) && (json || isTerminal(1));
    return new Terminal(System.out, System.err, terminal && !dumb, terminal && !plain, json);
  }

  /** A terminal that nobody looks at, for tests and pipes. */
  public static Terminal plain(PrintStream out, PrintStream err, boolean json) {
    return new Terminal(out, err, false, false, json);
  }

  // Console.isTerminal() also wants standard input to be one, which it is not in `nines ... <
  // file`.
  private static boolean isTerminal(int descriptor) {
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (java.io.IOException | UnsupportedOperationException _) {
      return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    }
  }

  /** Whether what was written can be painted over. */
  public boolean live() {
    return live;
  }

  public boolean json() {
    return json;
  }

  /** A line of the result, for people; nothing when a machine reads the output. */
  public void say(String line) {
    if (!json) {
      wipe();
      out.println(line);
    }
  }

  /** A line of progress. */
  public void progress(String line) {
    wipe();
    err.println(line);
  }

  /** The result, for a machine; nothing unless it was asked for. */
  public void result(Object value) {
    if (json) {
      wipe();
      out.println(Json.line(value));
      out.flush();
    }
  }

  /** Shows lines in the place of those painted before; nothing where that can't be done. */
  public void paint(List<String> lines) {
    if (!live) {
      return;
    }
    StringBuilder frame = new StringBuilder(up());
    lines.forEach(line -> frame.append("\u001b[2K").append(line).append('\n'));
    err.print(frame.append("\u001b[J"));
    err.flush();
    painted = lines.size();
  }

  /** Forgets that lines were painted: they stay. */
  public void keep() {
    painted = 0;
  }

  private void wipe() {
    if (painted > 0) {
      err.print(up() + "\u001b[J");
      err.flush();
      painted = 0;
    }
  }

  private String up() {
    return painted > 0 ? "\u001b[" + painted + "A" : "";
  }

  public String styled(Style style, String text) {
    return colour ? style.around(text) : text;
  }

  /** A mark before a line: a tick, a cross, a dot; in ASCII where nothing else can be written. */
  public String mark(boolean good) {
    boolean unicode = (json ? err : out).charset().newEncoder().canEncode('✓');
    return good
        ? styled(Style.GOOD, unicode ? "✓" : "ok")
        : styled(Style.BAD, unicode ? "✗" : "!!");
  }
}
