package dev.nines.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ComposeTests {
  @Test
  void services_areReadFromLines_orFromAnArray() {
    String order = "{\"Service\":\"order\",\"State\":\"running\",\"Health\":\"healthy\"}";
    String mail = "{\"Service\":\"mailpit\",\"State\":\"running\",\"Health\":\"\"}";
    String paused = "{\"Service\":\"gateway\",\"State\":\"paused\",\"Health\":\"unhealthy\"}";

    assertThat(Compose.services(order + "\n" + mail + "\n" + paused + "\n"))
        .extracting(Service::name, Service::up)
        .containsExactly(
            org.assertj.core.api.Assertions.tuple("order", true),
            org.assertj.core.api.Assertions.tuple("mailpit", true),
            org.assertj.core.api.Assertions.tuple("gateway", false));
    assertThat(Compose.services("[" + order + "," + mail + "]")).hasSize(2);
  }
}
