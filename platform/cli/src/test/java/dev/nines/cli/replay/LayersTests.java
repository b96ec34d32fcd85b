package dev.nines.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nines.slo.compiler.rule.Rule;
import dev.nines.slo.compiler.rule.Rule.Recording;
import dev.nines.slo.compiler.rule.RuleGroup;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LayersTests {
  private static final Rule BASE = recording("slo:base:rate1m", "sum(rate(a_total[1m]))");
  private static final Rule SUM =
      recording("slo:sum:1h", "sum_over_time(slo:base:rate1m{slo=\"s\"}[1h])");
  private static final Rule SHARE =
      recording("slo:share:1h", "slo:sum:1h{slo=\"s\"} / slo:base:rate1m{slo=\"s\"}");

  @Test
  void readers_comeInALayerAfterWhatTheyRead_wherverTheyStand() {
    var layers = new Layers(List.of(group("fast", 5, SHARE, BASE), group("slow", 60, SUM)));
    assertThat(layers.files()).hasSize(3);
    assertThat(layers.files().get(0).toString()).contains("slo:base:rate1m").contains("fast");
    assertThat(layers.files().get(1).toString()).contains("record=slo:sum:1h").contains("slow");
    assertThat(layers.files().get(2).toString()).contains("record=slo:share:1h").contains("fast");
  }

  @Test
  void presentValue_isNoOlderThanItsOwnEvaluation_andRangesStay() {
    var layers = new Layers(List.of(group("fast", 5, BASE), group("slow", 60, SUM)));
    assertThat(layers.fresh("slo:sum:1h{slo=\"s\"} > slo:base:rate1m{slo=\"s\"}[5m]"))
        .isEqualTo("last_over_time(slo:sum:1h{slo=\"s\"}[60s]) > slo:base:rate1m{slo=\"s\"}[5m]");
    assertThat(layers.fresh("up{service=\"s\"} == 1")).isEqualTo("up{service=\"s\"} == 1");
  }

  @Test
  void rulesThatReadThemselves_areRefused() {
    var circle = recording("slo:sum:1h", "slo:sum:1h{slo=\"s\"} + 1");
    assertThatThrownBy(() -> new Layers(List.of(group("slow", 60, circle))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("must not read themselves");
  }

  private static Rule recording(String metric, String expression) {
    return new Recording(metric, expression, Map.of("slo", "s"));
  }

  private static RuleGroup group(String name, int seconds, Rule... rules) {
    return new RuleGroup(name, Duration.ofSeconds(seconds), List.of(rules));
  }
}
