package dev.nines.slo.compiler.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nines.slo.compiler.rule.Receiver;
import dev.nines.slo.compiler.rule.Receiver.Integration;
import dev.nines.slo.compiler.rule.Route;
import dev.nines.slo.compiler.rule.Route.Timing;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class AlertmanagerYamlTests {
  private static final Receiver CHAT = receiver("chat", Integration.SLACK, "#shop");
  private static final Receiver PAGER = receiver("pager", Integration.PAGERDUTY, "");
  private static final Receiver MAIL = receiver("mail", Integration.EMAIL, "shop@example.com");
  private static final Receiver WHOEVER = receiver("whoever", Integration.EMAIL, "");

  @Test
  void receiversOfPolicies_sayWhatTheBasesSay_andReadTheirOwnFile() throws Exception {
    var base = Files.readString(Path.of("../../alerting-rules/alertmanager.yml"));

    var yaml = AlertmanagerYaml.join(base, List.of(), List.of(route(CHAT, PAGER, MAIL)));

    var ours = options(yaml, "page", "slack_configs");
    assertThat(options(yaml, "target/chat", "slack_configs"))
        .containsEntry("api_url_file", "receivers/chat")
        .containsEntry("channel", "#shop")
        .containsEntry("send_resolved", false)
        .containsEntry("text", "{{ template \"nines.slack.text\" . }}")
        .extractingByKeys("title", "color", "actions")
        .containsExactly(ours.get("title"), ours.get("color"), ours.get("actions"));
    assertThat(options(yaml, "target/pager", "pagerduty_configs"))
        .containsEntry("routing_key_file", "receivers/pager")
        .containsEntry("description", "{{ template \"nines.subject\" . }}");
    assertThat(options(yaml, "target/mail", "email_configs"))
        .containsEntry("to", "shop@example.com")
        .containsKeys("html", "text", "headers");
  }

  @Test
  void receiversOfPolicies_sayThePlainFacts_whereTheBaseHasNoneOfTheirKind() {
    var yaml = AlertmanagerYaml.join(AlertmanagerYaml.MINIMAL, List.of(), List.of(route(CHAT)));

    assertThat(options(yaml, "target/chat", "slack_configs"))
        .containsEntry("title", "{{ .Status }}: {{ .CommonAnnotations.summary }}")
        .containsEntry("text", "{{ .CommonAnnotations.description }}");
  }

  @Test
  void whoeverIsToldByDefault_isFoundByTheRoutesThatFollow() {
    var told =
        route(
            AlertmanagerYaml.join(
                AlertmanagerYaml.MINIMAL, List.of(), List.of(route(CHAT, WHOEVER))));

    assertThat(told).containsEntry("continue", true);
    assertThat(told.get("routes"))
        .isEqualTo(List.of(Map.of("receiver", "target/chat", "continue", true)));
  }

  @Test
  void policyThatTellsNobodyElse_hasNoRoute() {
    var yaml = AlertmanagerYaml.join(AlertmanagerYaml.MINIMAL, List.of(), List.of(route(WHOEVER)));

    assertThat(route(yaml)).containsEntry("receiver", "nobody");
  }

  private static Receiver receiver(String name, Integration integration, String address) {
    return new Receiver(name, name, integration, address, false);
  }

  private static Route route(Receiver... receivers) {
    var timing = new Timing(Duration.ofSeconds(5), Duration.ofSeconds(15), Duration.ofHours(4));
    return new Route("Why", List.of("slo=\"s\""), timing, List.of(receivers));
  }

  /** The first child of the root. */
  private static Map<String, Object> route(String yaml) {
    return list(map(load(yaml).get("route")).get("routes")).getFirst();
  }

  private static Map<String, Object> options(String yaml, String receiver, String kind) {
    var found =
        list(load(yaml).get("receivers")).stream()
            .filter(one -> receiver.equals(one.get("name")))
            .findFirst()
            .orElseThrow();
    return list(found.get(kind)).getFirst();
  }

  private static Map<String, Object> load(String yaml) {
    return map(new Load(LoadSettings.builder().build()).loadFromString(yaml));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> list(Object value) {
    return (List<Map<String, Object>>) value;
  }
}
