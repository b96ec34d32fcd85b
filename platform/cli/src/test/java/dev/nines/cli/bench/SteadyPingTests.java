package dev.nines.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nines.cli.settings.Settings;
import dev.nines.cli.terminal.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SteadyPingTests {
  @TempDir private Path folder;

  @Test
  void theScripts_haveTheToken_areTheirOwnersAlone_andAreGoneAfterwards() throws IOException {
    Path program = Files.createFile(folder.resolve("wrk"));
    assertThat(program.toFile().setExecutable(true)).isTrue();

    List<Path> scripts;
    try (SteadyPing ping = SteadyPing.of(settings(), 2000, "a.b.c")) {
      scripts = List.of(ping.script(), ping.gentle());
      for (Path script : scripts) {
        assertThat(script).content().contains("\"Bearer a.b.c\"");
        assertThat(Files.getPosixFilePermissions(script))
            .isEqualTo(PosixFilePermissions.fromString("rw-------"));
      }
      assertThat(ping.script()).content().contains("math.random(0, 200)");
      assertThat(ping.gentle()).content().contains("math.random(0, 1000)");
      assertThat(ping.wrk().connections()).isEqualTo(200);
    }

    assertThat(scripts).allSatisfy(script -> assertThat(script).doesNotExist());
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
