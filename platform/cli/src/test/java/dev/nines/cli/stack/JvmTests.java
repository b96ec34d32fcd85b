package dev.nines.cli.stack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nines.cli.settings.Settings;
import dev.nines.cli.terminal.Refusal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JvmTests {
  @TempDir Path folder;

  @Test
  void footprint_isTheDefault() {
    assertThat(Jvm.of(settings(Map.of()))).isEqualTo(Jvm.FOOTPRINT);
    assertThat(Jvm.of(settings(Map.of("NINES_JVM", "throughput")))).isEqualTo(Jvm.THROUGHPUT);
  }

  @Test
  void anotherName_isRefused_withThoseThereAre() {
    assertThatThrownBy(() -> Jvm.of(settings(Map.of("NINES_JVM", "fast"))))
        .isInstanceOf(Refusal.class)
        .hasMessage("NINES_JVM must be footprint or throughput, was: fast");
  }

  @ParameterizedTest
  @EnumSource
  void options_areOnesThatTheJvmKnows(Jvm jvm) throws Exception {
    List<String> command = new ArrayList<>(jvm.command());
    command.add("-version");

    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), UTF_8);

    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(printed).isZero();
    assertThat(printed).startsWith("openjdk").doesNotContainIgnoringCase("warning");
  }

  @Test
  void hugePages_areAskedForWhereTheJvmKnowsThem() {
    assertThat(Jvm.THROUGHPUT.command("Linux")).contains("-XX:+UseTransparentHugePages");
    assertThat(Jvm.THROUGHPUT.command("Mac OS X"))
        .contains("-XX:CompilerThreadPriority=10")
        .doesNotContain("-XX:+UseTransparentHugePages");
  }

  private Settings settings(Map<String, String> environment) {
    return Settings.read(folder, environment);
  }
}
