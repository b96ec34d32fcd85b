package dev.nines.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nines.cli.settings.Settings;
import dev.nines.cli.terminal.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SteadyPingTests {
  @TempDir private Path folder;

  @Test
  void theScript_hasTheToken_isItsOwnersAlone_andIsGoneAfterwards() throws IOException {
    Path program = Files.createFile(folder.resolve("wrk"));
    assertThat(program.toFile().setExecutable(true)).isTrue();

    Path script;
    try (SteadyPing ping = SteadyPing.of(settings(), 2000, "a.b.c")) {
      script = ping.script();
      assertThat(script).content().contains("\"Bearer a.b.c\"").contains("math.random(0, 200)");
      assertThat(Files.getPosixFilePermissions(script))
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
      assertThat(ping.wrk().connections()).isEqualTo(200);
    }

    assertThat(script).doesNotExist();
  }

  @Test
  void withoutWrk_saysHowToGetIt() {
    Settings settings = settings();
    assertThatThrownBy(() -> SteadyPing.of(settings, 2000, "a.b.c"))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("apt-get install wrk");
  }

  private Settings settings() {
    return Settings.read(
        folder, Map.of("NINES_HOME", folder.toString(), "PATH", folder.toString()));
  }
}
