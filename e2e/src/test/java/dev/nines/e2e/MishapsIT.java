package dev.nines.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What goes wrong before anything runs is said clearly, and nothing is left behind. */
class MishapsIT {

  private final Sandbox sandbox = new Sandbox("mishaps");

  @AfterEach
  void down() {
    sandbox.close();
    assertThat(sandbox.processes()).isEmpty();
  }

  @Test
  void takenPort_isNamedWithItsOwnerAndItsVariable_andNothingStarts() throws IOException {
    try (ServerSocket taken =
        new ServerSocket(sandbox.port("GATEWAY"), 1, InetAddress.getLoopbackAddress())) {
      Run up = sandbox.nines("up", "--native");

      assertThat(up.status()).as(up::toString).isNotZero();
      assertThat(up.err())
          .contains("" + taken.getLocalPort())
          .contains("" + ProcessHandle.current().pid())
          .contains("NINES_GATEWAY_PORT");
      assertThat(sandbox.processes()).isEmpty();
    }
  }

  @Test
  void noJdk25_isSaidWithWhatToDo() {
    Map<String, String> nowhere =
        Map.of(
            "JAVA_HOME", "",
            "PATH", "/usr/bin:/bin",
            "NINES_JDKS", "",
            "NINES_TEMURIN_URL", "http://127.0.0.1:9"); // the discard port: nothing answers

    Run run = sandbox.nines(nowhere, "status");

    assertThat(run.status()).as(run::toString).isEqualTo(69);
    assertThat(run.err()).contains("no JDK 25").contains("JAVA_HOME").contains("adoptium.net");
  }

  @Test
  void unknownSubcommand_suggestsTheNearest() {
    Run run = sandbox.nines("statsu");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("statsu").contains("status");
  }

  @Test
  void brokenSloFile_namesEveryMistakeWithItsPlace() throws IOException {
    Path file = Files.createTempFile("broken", ".yaml");
    Path order = Sandbox.ROOT.resolve("services/order/src/main/resources/slo/order.yaml");
    Files.writeString(
        file,
        Files.readString(order)
            .replaceFirst("targetPercent: 99\\.9", "targetPercent: 100")
            .replaceFirst("isRolling: true", "isRolling: maybe"));

    Run check = sandbox.nines("slo", "check", file.toString());

    assertThat(check.status()).as(check::toString).isEqualTo(1);
    assertThat(
            (check.out() + check.err())
                .lines()
                .filter(line -> line.contains(file.getFileName() + ":")))
        .hasSizeGreaterThanOrEqualTo(2)
        .allMatch(line -> line.matches(".*\\.yaml:\\d+:\\d+: .+\\. .+"));
  }
}
