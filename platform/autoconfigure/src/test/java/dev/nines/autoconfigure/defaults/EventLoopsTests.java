package dev.nines.autoconfigure.defaults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventLoopsTests {
  private static final String WORKERS = "reactor.netty.ioWorkerCount";
  private static final String ACCEPTORS = "reactor.netty.ioSelectCount";

  private final Map<String, String> before = new HashMap<>();

  @BeforeEach
  void clear() {
    for (String property : new String[] {WORKERS, ACCEPTORS}) {
      before.put(property, System.clearProperty(property));
    }
  }

  @AfterEach
  void restore() {
    before.forEach((property, value) -> {
      if (value == null) {
        System.clearProperty(property);
      } else {
        System.setProperty(property, value);
      }
    });
  }

  @ParameterizedTest
  @CsvSource({"1, 2", "2, 2", "3, 3", "64, 64"})
  void thereIsOneACore_butNeverJustOne_andOneThatAccepts(int cores, String workers) {
    EventLoops.configure(cores);

    assertThat(System.getProperty(WORKERS)).isEqualTo(workers);
    assertThat(System.getProperty(ACCEPTORS)).isEqualTo("1");
  }

  @Test
  void whatIsSet_stays() {
    System.setProperty(WORKERS, "7");
    System.setProperty(ACCEPTORS, "2");

    EventLoops.configure(4);

    assertThat(System.getProperty(WORKERS)).isEqualTo("7");
    assertThat(System.getProperty(ACCEPTORS)).isEqualTo("2");
  }
}
