package dev.nines.cli.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;

class ContainerTests {
  private static final String ORDER =
      "{\"Service\":\"order\",\"State\":\"running\",\"Health\":\"healthy\"}";
  private static final String MAIL =
      "{\"Service\":\"mailpit\",\"State\":\"running\",\"Health\":\"\"}";
  private static final String PAUSED =
      "{\"Service\":\"gateway\",\"State\":\"paused\",\"Health\":\"unhealthy\"}";
  private static final String STARTING =
      "{\"Service\":\"tempo\",\"State\":\"running\",\"Health\":\"starting\"}";

  @Test
  void containers_areReadFromLines_orFromAnArray() {
    assertThat(Container.read(String.join("\n", ORDER, MAIL, PAUSED, STARTING) + "\n"))
        .extracting(Container::service, Container::up)
        .containsExactly(
            tuple("order", true),
            tuple("mailpit", true),
            tuple("gateway", false),
            tuple("tempo", false));
    assertThat(Container.read("[" + ORDER + "," + MAIL + "]")).hasSize(2);
    assertThat(Container.read("\n")).isEmpty();
  }

  @Test
  void whatIsThereToEnd_isToldByItsLabel() {
    String once =
        "{\"Service\":\"credentials\",\"State\":\"exited\",\"Labels\":\"a=b,dev.nines.once=true,c=d\"}";

    assertThat(Container.read(once)).singleElement().matches(Container::once);
    assertThat(Container.read(ORDER)).singleElement().matches(c -> !c.once());
  }

  @Test
  void recipes_tellWhatIsBuilt_andWhatIsPublished() {
    String config =
        """
        {"services":{
          "order":{"image":"nines/order","build":{"context":"."},
            "ports":[{"target":8081,"published":"18081"},{"target":9000,"published":"9081"}]},
          "alloy":{"image":"grafana/alloy:v1"}}}
        """;

    assertThat(Recipe.read(config))
        .containsExactly(
            new Recipe("alloy", "grafana/alloy:v1", false, List.of()),
            new Recipe("order", "nines/order", true, List.of(18081, 9081)));
  }
}
