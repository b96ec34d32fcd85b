package dev.nines.cli.bench;

import static dev.nines.cli.bench.PingContestant.GO;
import static dev.nines.cli.bench.PingContestant.NETTY;
import static dev.nines.cli.bench.PingContestant.NODE;
import static dev.nines.cli.bench.PingContestant.ORDER;
import static dev.nines.cli.bench.PingContestant.TOMCAT;
import static dev.nines.cli.bench.PingContestant.WEBFLUX;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nines.cli.settings.Settings;
import dev.nines.cli.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PingPeersTests {
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @TempDir private Path root;

  @BeforeEach
  void sources() throws IOException {
    Files.createDirectories(root.resolve("bench/peers"));
  }

  @Test
  void withNothingOnThePath_saysWhatIsMissing_andBuildsTheRest() throws Exception {
    maven("exit 0");

    PingPeers.Built built = build(List.of(ORDER, GO, NODE, NETTY));

    assertThat(built.commands()).containsOnlyKeys(NETTY);
    assertThat(built.commands().get(NETTY))
        .contains("-jar")
        .last()
        .asString()
        .endsWith("netty.jar");
    assertThat(built.leftOut()).containsOnlyKeys(GO, NODE);
    assertThat(said.toString(StandardCharsets.UTF_8))
        .contains("go is left out: no go on the PATH. Install Go")
        .contains("node is left out: no node on the PATH. Install Node.js");
  }

  @Test
  void aBuildThatFails_takesNoOtherWithIt() throws Exception {
    maven("case \"$*\" in *tomcat*) echo broken; exit 1;; esac");

    PingPeers.Built built = build(List.of(TOMCAT, WEBFLUX, NETTY));

    assertThat(built.commands()).containsOnlyKeys(WEBFLUX, NETTY);
    assertThat(built.leftOut()).containsOnlyKeys(TOMCAT);
    assertThat(built.leftOut().get(TOMCAT)).contains("its build failed", "tomcat-build.log");
    assertThat(root.resolve("out/tomcat-build.log")).hasContent("broken");
  }

  @Test
  void withoutMaven_saysSo() throws Exception {
    PingPeers.Built built = build(List.of(NETTY));

    assertThat(built.commands()).isEmpty();
    assertThat(built.leftOut().get(NETTY)).contains("it can't be built", "mvnw");
  }

  private void maven(String script) throws IOException {
    Path maven = Files.writeString(root.resolve("mvnw"), "#!/bin/sh\n" + script + "\n");
    assertThat(maven.toFile().setExecutable(true)).isTrue();
  }

  private PingPeers.Built build(List<PingContestant> wanted) throws Exception {
    Terminal terminal =
        Terminal.plain(
            new PrintStream(new ByteArrayOutputStream()),
            new PrintStream(said, true, StandardCharsets.UTF_8),
            false);
    Settings settings = Settings.read(root, Map.of("PATH", ""));
    return new PingPeers(settings, root.resolve("out"), terminal).build(wanted);
  }
}
