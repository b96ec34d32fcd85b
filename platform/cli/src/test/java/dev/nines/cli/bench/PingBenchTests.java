package dev.nines.cli.bench;

import static dev.nines.cli.bench.PingContestant.GO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nines.cli.settings.Port;
import dev.nines.cli.settings.Settings;
import dev.nines.cli.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a Go that builds the JDK's own web server, and a wrk that says what it is told to. */
class PingBenchTests {
  private static final String SAYS =
      """
      cat <<END
          50%  118.31ms
          99%    1.25s
        41446 requests in 15.07s, 3.24MB read
        Socket errors: connect 0, read 0, write 0, timeout 8
        Non-2xx or 3xx responses: 7
      Requests/sec:   2750.34
      END
      """;

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @TempDir private Path root;

  @BeforeEach
  void go() throws IOException {
    Files.createDirectories(root.resolve("bench/peers/go"));
    Files.writeString(root.resolve("ping"), "pong");
    program(
        "go",
        """
        cat > "$3" <<END
        #!/bin/sh
        exec %s/bin/jwebserver -b 127.0.0.1 -p \\$PORT -d %s
        END
        chmod +x "$3"
        """
            .formatted(System.getProperty("java.home"), root));
  }

  @Test
  void aPeersErrors_standInItsRow_andEndNothing() throws Exception {
    program("wrk", SAYS);

    PingReport report = run(2);

    assertThat(report.rows())
        .singleElement()
        .satisfies(row -> {
          assertThat(row.contestant()).isEqualTo(GO);
          assertThat(row.rounds()).isEqualTo(2);
          assertThat(row.errors()).isEqualTo(2 * (8 + 7));
          assertThat(row.rssMb()).isPositive();
        });
    assertThat(report.sound()).isTrue();
    assertThat(said.toString(StandardCharsets.UTF_8))
        .contains("go answered 7 of 41446 requests by an error");
  }

  @Test
  void aPeerThatCantBeMeasured_isLeftOutOfThatRound() throws Exception {
    program("wrk", "test -f again || { touch again; echo unable to connect; exit 1; }\n" + SAYS);

    PingReport report = run(2);

    assertThat(report.rounds().get(0)).isEmpty();
    assertThat(report.rounds().get(1)).hasSize(1);
    assertThat(said.toString(StandardCharsets.UTF_8))
        .contains("go is left out of this round: wrk could not run", "unable to connect");
  }

  private void program(String name, String script) throws IOException {
    String text = "#!/bin/sh\ncd %s\n%s".formatted(root, script);
    Path program = Files.writeString(root.resolve(name), text);
    assertThat(program.toFile().setExecutable(true)).isTrue();
  }

  private PingReport run(int rounds) throws Exception {
    Settings settings =
        Settings.read(
            root,
            Map.of(
                "PATH",
                root.toString(),
                Port.GATEWAY.variable(),
                free(),
                Port.GATEWAY_MANAGEMENT.variable(),
                free()));
    Terminal terminal =
        Terminal.plain(
            new PrintStream(new ByteArrayOutputStream()),
            new PrintStream(said, true, StandardCharsets.UTF_8),
            false);
    PingPlan plan = new PingPlan(rounds, 10, Duration.ofSeconds(1), Duration.ZERO);
    return new PingBench(settings, plan, terminal).run(List.of(GO));
  }

  private static String free() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return "" + socket.getLocalPort();
    }
  }
}
