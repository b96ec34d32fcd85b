package dev.nines.slo.openslo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nines.slo.model.AlertPolicy;
import dev.nines.slo.model.AlertPolicy.Channel;
import dev.nines.slo.model.AlertPolicy.Condition;
import dev.nines.slo.model.AlertPolicy.Target;
import dev.nines.slo.model.Counting.Exclusion;
import dev.nines.slo.model.Counting.Grouping;
import dev.nines.slo.model.Indicator.Comparison;
import dev.nines.slo.model.Indicator.Composite;
import dev.nines.slo.model.LabelStyle;
import dev.nines.slo.model.Retuned;
import dev.nines.slo.model.Severity;
import dev.nines.slo.model.Slo;
import dev.nines.slo.model.TierName;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Policies, composites, annotations and labels. */
class WholeTests {
  private static final Condition BURNS =
      new Condition(
          "burns",
          "burns",
          "",
          Severity.PAGE,
          Comparison.GTE,
          BigDecimal.TWO,
          Duration.ofHours(1),
          Duration.ofMinutes(5));

  @Test
  void objectives_withIndicatorsOfTheirOwn_areOneByWeight() {
    var slos = SloTexts.read(SloTexts.WHOLE);
    assertThat(slos)
        .extracting(Slo::name)
        .containsExactly("journey-search", "journey-paid", "journey");
    var all = (Composite) slos.getLast().indicator();
    assertThat(all.parts())
        .extracting(part -> part.slo().name() + " " + part.weight())
        .containsExactly("journey-search 1", "journey-paid 3");
    assertThat(slos.getLast().objective().percent()).isEqualByComparingTo("99.6");
    assertThat(slos)
        .extracting(slo -> slo.alerting().isSilent())
        .containsExactly(true, true, false);
  }

  @Test
  void policies_areReadInlineAndByReference() {
    assertThat(SloTexts.read(SloTexts.WHOLE).getLast().alerting().policies())
        .containsExactly(
            new AlertPolicy(
                "on-call",
                BURNS,
                true,
                true,
                false,
                List.of(new Target("mail", Channel.EMAIL, "oncall@example.com"))),
            new AlertPolicy(
                "quiet",
                BURNS,
                false,
                false,
                true,
                List.of(new Target("chat", Channel.SLACK, "#shop"))));
  }

  @Test
  void annotationsAndLabels_areRead() {
    var slo = SloTexts.read(SloTexts.WHOLE).getLast();
    assertThat(slo.labels()).isEqualTo(Map.of("team", "payments", "env", "prod,test"));
    assertThat(slo.alerting().labelStyle()).contains(LabelStyle.SLOTH);
    assertThat(slo.alerting().retuned())
        .containsExactly(
            new Retuned(
                TierName.CLIFF,
                new BigDecimal("0.02"),
                Duration.ofMinutes(10),
                Duration.ofMinutes(2)));
    assertThat(slo.counting().exclusions())
        .containsExactly(
            new Exclusion(
                Instant.parse("2026-02-01T22:00:00Z"), Instant.parse("2026-02-02T00:00:00Z")));
  }

  @Test
  void grouping_isRead_andNeedsEvents() {
    var grouped = "nines.dev/group-by: tenant\n    nines.dev/group-cap: \"5\"";
    var text = SloTexts.with("nines.dev/depends-on: order, stock", grouped);
    assertThat(SloTexts.read(text).getFirst().counting().grouping())
        .contains(new Grouping("tenant", 5));
    assertThat(
            SloTexts.problems(
                SloTexts.WHOLE.replace(
                    "nines.dev/tiers: cliff 2% 10m/2m", "nines.dev/group-by: x")))
        .containsExactly(
            "shop.yaml:8:11: Only an SLO of counters can be grouped by a label. Remove"
                + " nines.dev/group-by, or count events.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          conditionRef: burns | conditionRef: burn | 59:33: AlertCondition 'burn' is not declared. Did you mean 'burns'.
          targetRef: mail | targetRef: male | 60:39: AlertNotificationTarget 'male' is not declared. Did you mean 'mail'.
          - on-call | - on-cal | 35:9: AlertPolicy 'on-cal' is not declared. Did you mean 'on-call'.
          - on-call | - 12 | 35:9: Field 'alertPolicies' must be a string, was '12'. Put it in quotes.
          lookbackWindow: 1h | lookbackWindow: 31d | 8:11: Policy 'on-call' looks back 744 hours, and the period has 720. Use a condition with a lookbackWindow within the period.
          op: gte | op: lte | 66:37: A burn rate below a threshold is no reason to tell anybody. Use gt or gte.
          threshold: 2 | threshold: 0 | 66:53: A burn rate of 0 is always passed. Use more than 0.
          kind: burnrate | kind: budget | 66:23: Unknown kind of condition 'budget'. Use burnrate.
          severity: page | severity: sev1 | 65:15: Unknown severity 'sev1'. Use one of: page, ticket.
          target: email | target: pigeon | 70:52: Target 'pigeon' is not implemented. Use one of: email, pagerduty, slack, webhook.
          target: email | target: webhook | 69:59: 'oncall@example.com' is no address for this target. Remove it: its address is a secret, read from the file receivers/mail.
          alertWhenBreaching: true | alertWhenBreaching: false | 55:20: The policy tells nothing: neither of breaching nor of missing data. Set 'alertWhenBreaching: true'.
          compositeWeight: 3 | compositeWeight: 0 | 33:26: A weight of 0 leaves the objective out. Use a weight above 0, or remove the objective.
          indicatorRef: paid | indicatorRef: pays | 31:23: SLI 'pays' is not declared. Did you mean 'paid'.
          team: payments | slo: payments | 10:14: Label 'slo' is one that the rules set themselves. Give it another name.
          team: payments | te-am: payments | 10:14: 'te-am' is not a label that Prometheus knows. Use letters, digits and underscores.
          """)
  void mistake_isNamedAtItsPlace(String old, String changed, String problem) {
    assertThat(SloTexts.WHOLE).contains(old);
    assertThat(SloTexts.problems(SloTexts.WHOLE.replaceFirst("(?s)(.*)" + old, "$1" + changed)))
        .contains("shop.yaml:" + problem);
  }
}
