package dev.nines.cli.scaffold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nines.cli.services.LocalService;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PortsTests {
  private static final List<LocalService> PAYMENT = List.of(service("payment", 8082));

  @Test
  void nextPair_isFree() {
    assertThat(Ports.choose(0, 0, List.of())).isEqualTo(new Ports(8082, 9082));
    assertThat(Ports.choose(0, 0, PAYMENT)).isEqualTo(new Ports(8083, 9083));
  }

  @Test
  void nextPair_passesPrometheusAndAlertmanagerOver() {
    List<LocalService> eight =
        IntStream.range(8082, 8090).mapToObj(port -> service("s" + port, port)).toList();

    assertThat(Ports.choose(0, 0, eight)).isEqualTo(new Ports(8091, 9091));
  }

  @Test
  void askedFor_isTaken() {
    assertThat(Ports.choose(7000, 0, PAYMENT)).isEqualTo(new Ports(7000, 8000));
    assertThat(Ports.choose(7000, 7001, PAYMENT)).isEqualTo(new Ports(7000, 7001));
  }

  @ParameterizedTest
  @CsvSource({
    "8081, 0, '--port: 8081 is order''s. Choose another, such as 8083.'",
    "8082, 0, '--port: 8082 is payment''s. Choose another, such as 8083.'",
    "8090, 0, '--management-port: 9090 is prometheus''s. Choose another, such as 9083.'",
    "70000, 0, '--port: 70000 is no port. Give one from 1 to 65535.'",
    "7000, 7000, '--management-port: 7000 is --port''s. Choose another.'",
  })
  void takenPort_isRefused(int port, int management, String why) {
    assertThatThrownBy(() -> Ports.choose(port, management, PAYMENT)).hasMessage(why);
  }

  private static LocalService service(String name, int port) {
    return new LocalService(name, port, port + 1000, false, "", List.of());
  }
}
