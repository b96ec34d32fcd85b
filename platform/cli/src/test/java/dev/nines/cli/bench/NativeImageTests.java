package dev.nines.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nines.cli.settings.Settings;
import dev.nines.cli.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeImageTests {
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @TempDir private Path root;

  @Test
  void withoutACompiler_saysSoInALine_andBuildsNothing() throws Exception {
    assertThat(build(Map.of("PATH", ""))).isEmpty();

    assertThat(said())
        .isEqualToIgnoringNewLines(
            "order, native image: not measured: no native-image in GRAALVM_HOME or on the PATH.");
  }

  @Test
  void aBuildThatMakesNone_isNoNativeImage() throws Exception {
    program(root.resolve("mvnw"), "exit 0");
    program(root.resolve("graal/bin/native-image"), "exit 0");

    assertThat(build(Map.of("PATH", "", "GRAALVM_HOME", root.resolve("graal").toString())))
        .isEmpty();

    assertThat(said()).contains("not measured", "the build has no profile native");
  }

  @Test
  void aBuildThatFails_isTold() throws Exception {
    program(root.resolve("mvnw"), "exit 1");
    program(root.resolve("native-image"), "exit 0");

    assertThat(build(Map.of("PATH", root.toString()))).isEmpty();

    assertThat(said()).contains("not measured: its build failed", "order-native-build.log");
  }

  @Test
  void whatTheBuildMakes_isStarted() throws Exception {
    Path target = root.resolve("services/order/target");
    program(
        root.resolve("mvnw"),
        "mkdir -p %1$s; echo \"$*\" > %1$s/order; chmod +x %1$s/order".formatted(target));
    program(root.resolve("native-image"), "exit 0");

    Optional<Path> built = build(Map.of("PATH", root.toString()));

    assertThat(built).hasValue(target.resolve("order"));
    assertThat(built.get()).content().contains("-Pnative -pl services/order -am package");
  }

  private static void program(Path file, String script) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private Optional<Path> build(Map<String, String> environment) throws Exception {
    Terminal terminal =
        Terminal.plain(
            new PrintStream(new ByteArrayOutputStream()),
            new PrintStream(said, true, StandardCharsets.UTF_8),
            false);
    return new NativeImage(Settings.read(root, environment), root.resolve("out"), terminal)
        .build("order");
  }

  private String said() {
    return said.toString(StandardCharsets.UTF_8);
  }
}
