package dev.nines.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalTests {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void json_isAllThereIsOnStandardOutput() {
    Terminal terminal = Terminal.plain(new PrintStream(out), new PrintStream(err), true);

    terminal.say("for people");
    terminal.progress("working");
    terminal.result(Map.of("done", true));

    assertThat(out).hasToString("{\"done\":true}\n");
    assertThat(err).hasToString("working\n");
  }

  @Test
  void withoutJson_theResultIsWhatWasSaid_andNothingIsPaintedOrColoured() {
    Terminal terminal = Terminal.plain(new PrintStream(out), new PrintStream(err), false);

    terminal.paint(List.of("moving"));
    terminal.say(terminal.styled(Style.BAD, "no"));
    terminal.result(Map.of("done", true));

    assertThat(out).hasToString("no\n");
    assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void paintedLines_arePaintedOver_andWipedBeforeOthers() {
    Terminal terminal = new Terminal(new PrintStream(out), new PrintStream(err), true, true, false);

    terminal.paint(List.of("one", "two"));
    terminal.paint(List.of("three"));
    terminal.progress("done");

    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("\u001b[2Kone\n\u001b[2Ktwo\n")
        .contains("\u001b[2A\u001b[2Kthree\n\u001b[J")
        .endsWith("\u001b[1A\u001b[Jdone\n");
  }
}
