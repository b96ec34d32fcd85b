package dev.nines.slo.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nines.slo.model.Matcher.Operator;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTests {
  @ParameterizedTest
  @CsvSource({"99.9, 0.999, 0.001", "95, 0.95, 0.05", "99.990, 0.9999, 0.0001", "50, 0.5, 0.5"})
  void objective_isShareAndBudget(String percent, String share, String budget) {
    var objective = Objective.percent(percent);
    assertThat(objective.share()).isEqualTo(new BigDecimal(share));
    assertThat(objective.budget()).isEqualTo(new BigDecimal(budget));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "100", "-1", "100.1"})
  void objective_leavesABudget(String percent) {
    assertThatThrownBy(() -> Objective.percent(percent))
        .hasMessage("objective must be between 0 and 100 percent (exclusive), was: " + percent);
  }

  @Test
  void selector_isWrittenAsPromql() {
    var selector =
        Selector.of(
            "orders_total",
            Matcher.equal("path", "a\\b\"c\nd"),
            new Matcher("status", Operator.NOT_REGEX, "5.."));
    assertThat(selector).hasToString("orders_total{path=\"a\\\\b\\\"c\\nd\",status!~\"5..\"}");
    assertThat(Selector.of("up")).hasToString("up");
  }

  @Test
  void matcher_namesItsValues() {
    assertThat(Matcher.equal("a", "x").namedValues()).containsExactly("x");
    assertThat(new Matcher("a", Operator.REGEX, "x|y").namedValues()).containsExactly("x", "y");
    assertThat(new Matcher("a", Operator.REGEX, "5..").namedValues()).isEmpty();
    assertThat(new Matcher("a", Operator.REGEX, "(x|y)").namedValues()).isEmpty();
    assertThat(new Matcher("a", Operator.NOT_EQUAL, "x").namedValues()).isEmpty();
  }
}
