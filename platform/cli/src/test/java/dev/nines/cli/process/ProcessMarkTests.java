package dev.nines.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ProcessMarkTests {
  private static final String STAT =
      "42 (a ) b) %s 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 987654 20 21";

  @Test
  void start_isReadBehindAnyName() {
    assertThat(ProcessMark.fromStat(STAT.formatted("S"), "boot")).hasValue("987654@boot");
  }

  @Test
  void oneThatWaitsToBeReaped_isNoProcess() {
    assertThat(ProcessMark.fromStat(STAT.formatted("Z"), "boot")).isEmpty();
  }

  @Test
  void mark_isOfThatProcessOnly_notOfItsPid() {
    long pid = ProcessHandle.current().pid();
    ProcessMark self = ProcessMark.of(pid).orElseThrow();

    assertThat(self.alive()).isTrue();
    assertThat(new ProcessMark(pid, "1@another-boot").alive()).isFalse();
    assertThat(ProcessMark.of(Integer.MAX_VALUE)).isEmpty();
  }

  @Test
  void signal_reachesThatProcess_alsoWhenItIsFrozen() throws IOException {
    Process process = new ProcessBuilder("sleep", "60").start();
    ProcessMark mark = ProcessMark.of(process.pid()).orElseThrow();

    mark.signal(Signal.STOP);
    assertThat(mark.alive()).isTrue();
    mark.signal(Signal.KILL);

    await().until(() -> !mark.alive());
  }

  @Test
  void signal_sparesAnotherWithTheSamePid() throws IOException {
    Process process = new ProcessBuilder("sleep", "60").start();
    new ProcessMark(process.pid(), "1@another-boot").signal(Signal.KILL);

    assertThat(process.isAlive()).isTrue();
    process.destroyForcibly();
  }
}
