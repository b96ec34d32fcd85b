package dev.nines.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nines.cli.stack.Java;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class JvmOptionsTests {
  private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

  @Test
  void options_areOnesThatTheJvmKnows() throws Exception {
    List<String> command = new ArrayList<>(List.of(Java.program()));
    command.addAll(JvmOptions.of(ROOT).arguments());
    command.addAll(List.of("-XX:+PrintFlagsFinal", "-version"));

    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(printed).isZero();
    assertThat(printed).containsPattern("MaxHeapSize += 100663296");
  }

  @Test
  void hugePages_areAskedForOnLinuxOnly() {
    assertThat(new JvmOptions(ROOT, "Linux").arguments())
        .hasSize(2)
        .last()
        .asString()
        .endsWith("bench/jvm-linux.options");
    assertThat(new JvmOptions(ROOT, "Mac OS X").arguments()).hasSize(1);
  }
}
