package dev.nines.cli.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServerSentEventsTests {
  private static List<ServerSentEvent> read(String stream) {
    ServerSentEvents events = new ServerSentEvents();
    return stream.lines().map(events::line).flatMap(Optional::stream).toList();
  }

  @Test
  void event_endsWithAnEmptyLine() {
    assertThat(
            read(
                """
                :orders
                id:7-1
                retry:1000

                :keep-alive

                id: 745-12
                event: order.created
                data: {"a":
                data:1}

                event:order.cancelled
                id:745-13
                data:{}

                """))
        .containsExactly(
            new ServerSentEvent("7-1", "", ""),
            new ServerSentEvent("745-12", "order.created", "{\"a\":\n1}"),
            new ServerSentEvent("745-13", "order.cancelled", "{}"));
  }

  @Test
  void halfAnEvent_isNone() {
    assertThat(read("id:1-1\nevent:order.created\ndata:{}\n")).isEmpty();
  }

  @Test
  void positions_areComparedAsNumbers() {
    assertThat(Position.parse("9-100")).isLessThan(Position.parse("10-2"));
    assertThat(Position.parse("10-9")).isLessThan(Position.parse("10-10"));
  }
}
