package dev.nines.slo.openslo;

import dev.nines.slo.model.AlertPolicy;
import dev.nines.slo.model.AlertPolicy.Channel;
import dev.nines.slo.model.AlertPolicy.Condition;
import dev.nines.slo.model.AlertPolicy.Target;
import dev.nines.slo.model.Indicator.Comparison;
import dev.nines.slo.model.Severity;
import dev.nines.slo.yaml.Block;
import dev.nines.slo.yaml.Nearest;
import dev.nines.slo.yaml.Report;
import dev.nines.slo.yaml.Text;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads documents of the kinds {@code AlertPolicy}, {@code AlertCondition} and {@code
 * AlertNotificationTarget}, which may stand by themselves or inline in what names them.
 */
final class PolicyDocuments {
  private static final String ADDRESS = "nines.dev/address";
  private static final Pattern MAIL = Pattern.compile("[^@\\s\"',]+@[^@\\s\"',]+");
  private static final Pattern SLACK = Pattern.compile("[#@]?[\\w.-]+");
  private static final Duration MAX_AFTER = Duration.ofDays(1);

  private final Report report;
  final Declarations<AlertPolicy> policies;
  final Declarations<Condition> conditions;
  final Declarations<Target> targets;

  PolicyDocuments(Report report) {
    this.report = report;
    this.policies = new Declarations<>("AlertPolicy", report);
    this.conditions = new Declarations<>("AlertCondition", report);
    this.targets = new Declarations<>("AlertNotificationTarget", report);
  }

  /** What an SLO's {@code alertPolicies} name or hold; what is wrong has been reported. */
  List<AlertPolicy> of(Block slo) {
    var found = new ArrayList<AlertPolicy>();
    for (var entry : slo.entries("alertPolicies")) {
      entry.name().flatMap(policies::find).ifPresent(found::add);
      entry
          .block()
          .flatMap(block ->
              named(block, "alertPolicyRef", policies)
                  .or(() -> inline(block, "AlertPolicy", "alertPolicyRef", this::policy, policies)))
          .ifPresent(found::add);
    }
    return found;
  }

  Optional<AlertPolicy> policy(Metadata metadata, Block spec) {
    metadata.withoutAnnotations();
    spec.text("description");
    var breaching = flag(spec, "alertWhenBreaching");
    var resolved = flag(spec, "alertWhenResolved");
    var noData = flag(spec, "alertWhenNoData");
    var condition =
        spec.requiredOnly("conditions", "Give exactly one condition")
            .flatMap(block ->
                named(block, "conditionRef", conditions)
                    .or(() ->
                        inline(
                            block, "AlertCondition", "conditionRef", this::condition, conditions)));
    var told = new ArrayList<Target>();
    var named = spec.requiredList("notificationTargets");
    for (var block : named) {
      named(block, "targetRef", targets)
          .or(() -> inline(block, "AlertNotificationTarget", "targetRef", this::target, targets))
          .ifPresent(told::add);
    }
    spec.close();
    if (!breaching && !noData) {
      var fact = "The policy tells nothing: neither of breaching nor of missing data";
      report.add(metadata.name().place(), fact, "Set 'alertWhenBreaching: true'");
    }
    return condition.map(
        c -> new AlertPolicy(metadata.name().value(), c, breaching, resolved, noData, told));
  }

  private static boolean flag(Block spec, String name) {
    return spec.flag(name).filter(flag -> flag.value().equalsIgnoreCase("true")).isPresent();
  }

  Optional<Condition> condition(Metadata metadata, Block spec) {
    metadata.withoutAnnotations();
    var description = spec.text("description").map(Text::value).map(String::strip).orElse("");
    var severity = spec.requiredText("severity").flatMap(this::severity);
    var burn = spec.requiredBlock("condition").flatMap(this::burn);
    spec.close();
    return severity.isEmpty()
        ? Optional.empty()
        : burn.map(b ->
            new Condition(
                metadata.name().value(),
                metadata.displayName(),
                description,
                severity.get(),
                b.op,
                b.threshold,
                b.lookback,
                b.after));
  }

  private Optional<Severity> severity(Text text) {
    for (var severity : Severity.values()) {
      if (severity.label().equals(text.value().toLowerCase(Locale.ROOT))) {
        return Optional.of(severity);
      }
    }
    var fact = "Unknown severity '" + Block.shorten(text.value()) + "'";
    report.add(text.place(), fact, Nearest.fix(text.value(), Severity.labels()));
    return Optional.empty();
  }

  private record Burn(Comparison op, BigDecimal threshold, Duration lookback, Duration after) {}

  private Optional<Burn> burn(Block condition) {
    condition.text("kind").ifPresent(this::burnRate);
    var op = condition.requiredText("op").flatMap(this::above);
    var threshold = condition.requiredNumber("threshold").flatMap(this::positive);
    var lookback =
        condition.requiredText("lookbackWindow").flatMap(text -> DurationText.read(text, report));
    var after = condition.text("alertAfter");
    var wait = after.map(this::after).orElse(Optional.of(Duration.ZERO));
    condition.close();
    return op.isEmpty() || threshold.isEmpty() || lookback.isEmpty() || wait.isEmpty()
        ? Optional.empty()
        : Optional.of(new Burn(op.get(), threshold.get(), lookback.get(), wait.get()));
  }

  private void burnRate(Text kind) {
    if (!kind.value().equalsIgnoreCase("burnrate")) {
      var fact = "Unknown kind of condition '" + Block.shorten(kind.value()) + "'";
      report.add(kind.place(), fact, "Use burnrate");
    }
  }

  private Optional<Comparison> above(Text text) {
    return switch (text.value()) {
      case "gt" -> Optional.of(Comparison.GT);
      case "gte" -> Optional.of(Comparison.GTE);
      case "lt", "lte" -> {
        var fact = "A burn rate below a threshold is no reason to tell anybody";
        report.add(text.place(), fact, "Use gt or gte");
        yield Optional.empty();
      }
      default -> {
        var fact = "Unknown op '" + Block.shorten(text.value()) + "'";
        report.add(text.place(), fact, Nearest.fix(text.value(), List.of("gt", "gte")));
        yield Optional.empty();
      }
    };
  }

  private Optional<BigDecimal> positive(Text text) {
    var number = Numbers.read(text, report);
    if (number.isPresent() && number.get().signum() <= 0) {
      report.add(
          text.place(), "A burn rate of " + text.value() + " is always passed", "Use more than 0");
      return Optional.empty();
    }
    return number;
  }

  private Optional<Duration> after(Text text) {
    if (text.value().matches("0[mhdw]?")) {
      return Optional.of(Duration.ZERO);
    }
    var after = DurationText.read(text, report);
    if (after.isPresent() && after.get().compareTo(MAX_AFTER) > 0) {
      report.add(text.place(), "Nobody would be told within " + text.value(), "Use at most 1d");
      return Optional.empty();
    }
    return after;
  }

  Optional<Target> target(Metadata metadata, Block spec) {
    var address = metadata.annotations().flatMap(PolicyDocuments::address);
    spec.text("description");
    var channel = spec.requiredText("target");
    spec.close();
    return channel.flatMap(
        text -> channel(text).flatMap(c -> target(metadata.name().value(), c, address)));
  }

  private static Optional<Text> address(Block annotations) {
    var address = annotations.text(ADDRESS);
    SloAnnotations.foreign(annotations, List.of(ADDRESS));
    annotations.close();
    return address;
  }

  private Optional<Channel> channel(Text text) {
    return switch (text.value().toLowerCase(Locale.ROOT)) {
      case "email" -> Optional.of(Channel.EMAIL);
      case "slack" -> Optional.of(Channel.SLACK);
      case "pagerduty" -> Optional.of(Channel.PAGERDUTY);
      case "webhook", "web-hook" -> Optional.of(Channel.WEBHOOK);
      default -> {
        var fact = "Target '" + Block.shorten(text.value()) + "' is not implemented";
        var known = List.of("email", "slack", "pagerduty", "webhook");
        report.add(text.place(), fact, Nearest.fix(text.value(), known));
        yield Optional.empty();
      }
    };
  }

  private Optional<Target> target(String name, Channel channel, Optional<Text> address) {
    var wrong =
        address.filter(text ->
            switch (channel) {
              case EMAIL -> !MAIL.matcher(text.value()).matches();
              case SLACK -> !SLACK.matcher(text.value()).matches();
              case PAGERDUTY, WEBHOOK -> true;
            });
    if (wrong.isPresent()) {
      var fix =
          switch (channel) {
            case EMAIL -> "Write one such as oncall@example.com";
            case SLACK -> "Write a channel such as #oncall";
            case PAGERDUTY, WEBHOOK ->
                "Remove it: its address is a secret, read from the file receivers/" + name;
          };
      var fact = "'" + Block.shorten(wrong.get().value()) + "' is no address for this target";
      report.add(wrong.get().place(), fact, fix);
      return Optional.empty();
    }
    return Optional.of(new Target(name, channel, address.map(Text::value).orElse("")));
  }

  private static <T> Optional<T> named(Block block, String reference, Declarations<T> declared) {
    var name = block.text(reference);
    if (block.has(reference)) {
      block.close();
    }
    return name.flatMap(declared::find);
  }

  private interface Reader<T> {
    Optional<T> read(Metadata metadata, Block spec);
  }

  private <T> Optional<T> inline(
      Block block, String kind, String reference, Reader<T> reader, Declarations<T> declared) {
    if (block.has(reference)) {
      return Optional.empty();
    }
    block.text("apiVersion");
    block
        .requiredText("kind")
        .filter(text -> !text.value().equals(kind))
        .ifPresent(text -> {
          var fact = "A document of kind '" + Block.shorten(text.value()) + "' can't stand here";
          report.add(text.place(), fact, "Use " + kind + ", or name one by " + reference);
        });
    var metadata = Metadata.read(block, report);
    var spec = block.requiredBlock("spec");
    block.close();
    var read = metadata.flatMap(m -> spec.flatMap(s -> reader.read(m, s)));
    read.ifPresent(value -> declared.addInline(metadata.orElseThrow().name(), value));
    return read;
  }
}
