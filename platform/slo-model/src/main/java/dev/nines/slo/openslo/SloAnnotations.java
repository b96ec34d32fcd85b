package dev.nines.slo.openslo;

import dev.nines.slo.model.Alerting;
import dev.nines.slo.model.Counting;
import dev.nines.slo.model.Counting.Exclusion;
import dev.nines.slo.model.Counting.Grouping;
import dev.nines.slo.model.LabelStyle;
import dev.nines.slo.yaml.Block;
import dev.nines.slo.yaml.Names;
import dev.nines.slo.yaml.Nearest;
import dev.nines.slo.yaml.Report;
import dev.nines.slo.yaml.Text;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads an SLO's {@code nines.dev/} annotations. */
final class SloAnnotations {
  private static final String PREFIX = "nines.dev/";
  private static final String DEPENDS_ON = PREFIX + "depends-on";
  private static final String PAGE_MIN = PREFIX + "page-min-bad-events";
  private static final String TICKET_MIN = PREFIX + "ticket-min-bad-events";
  private static final String RUNBOOK = PREFIX + "runbook-url";
  private static final String DROP_TIERS = PREFIX + "drop-tiers";
  private static final String TIERS = PREFIX + "tiers";
  private static final String LABELS = PREFIX + "compatible-labels";
  private static final String GROUP_BY = PREFIX + "group-by";
  private static final String GROUP_CAP = PREFIX + "group-cap";
  private static final String EXCLUDE = PREFIX + "exclude";
  private static final List<String> KNOWN =
      List.of(
          DEPENDS_ON,
          PAGE_MIN,
          TICKET_MIN,
          RUNBOOK,
          DROP_TIERS,
          TIERS,
          LABELS,
          GROUP_BY,
          GROUP_CAP,
          EXCLUDE);
  private static final Pattern COUNT = Pattern.compile("[1-9][0-9]{0,5}");
  private static final Pattern LABEL = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");
  private static final Set<String> NO_GROUPS = Set.of("service", "slo", "tier", "severity", "le");

  private final Report report;

  SloAnnotations(Report report) {
    this.report = report;
  }

  /** What the annotations of one SLO say. */
  record Read(Counting counting, Alerting alerting) {}

  Read read(Optional<Block> annotations) {
    if (annotations.isEmpty()) {
      return new Read(Counting.defaults(), Alerting.defaults());
    }
    var block = annotations.get();
    foreign(block);
    var read = new Read(counting(block), alerting(block));
    block.close();
    return read;
  }

  private Counting counting(Block block) {
    var cap = count(block, GROUP_CAP).orElse(Grouping.DEFAULT_CAP);
    if (!block.has(GROUP_BY)) {
      var fact = "A cap of groups means nothing without a label to group by";
      block.refuse(GROUP_CAP, fact, "Add " + GROUP_BY);
    }
    return new Counting(
        block.text(GROUP_BY).filter(this::isGroup).map(text -> new Grouping(text.value(), cap)),
        block.text(EXCLUDE).map(this::exclusions).orElse(List.of()));
  }

  private Alerting alerting(Block block) {
    var tiers = new TierTexts(report);
    return new Alerting(
        block.text(DEPENDS_ON).map(this::services).orElse(List.of()),
        count(block, PAGE_MIN).orElse(Alerting.DEFAULT_PAGE_MIN_BAD_EVENTS),
        count(block, TICKET_MIN).orElse(Alerting.DEFAULT_TICKET_MIN_BAD_EVENTS),
        block.text(DROP_TIERS).map(tiers::dropped).orElse(Set.of()),
        block.text(TIERS).map(tiers::retuned).orElse(List.of()),
        block.text(LABELS).flatMap(this::style),
        List.of(),
        block.text(RUNBOOK).flatMap(this::address));
  }

  /**
   * Lets annotations of other tools pass, which have another prefix; only their type is checked. A
   * name that nearly is one of ours is left to be reported.
   */
  static void foreign(Block block) {
    foreign(block, KNOWN);
  }

  /** The same where other names are ours. */
  static void foreign(Block block, List<String> known) {
    block.names().stream()
        .map(Text::value)
        .filter(name -> !name.startsWith(PREFIX) && Nearest.to(name, known).isEmpty())
        .forEach(block::text);
  }

  private List<String> services(Text text) {
    var names = Words.of(text);
    names.forEach(name -> Names.check(name, report));
    return names.stream().map(Text::value).toList();
  }

  private Optional<LabelStyle> style(Text text) {
    if (text.value().equals("sloth")) {
      return Optional.of(LabelStyle.SLOTH);
    }
    var fact = "Labels as '" + Block.shorten(text.value()) + "' are not implemented";
    report.add(text.place(), fact, "Use sloth");
    return Optional.empty();
  }

  private boolean isGroup(Text text) {
    if (LABEL.matcher(text.value()).matches() && !NO_GROUPS.contains(text.value())) {
      return true;
    }
    var fact = "'" + Block.shorten(text.value()) + "' is not a label to group by";
    report.add(text.place(), fact, "Name one label of the total's series, such as tenant");
    return false;
  }

  private List<Exclusion> exclusions(Text text) {
    var exclusions = new ArrayList<Exclusion>();
    for (var word : Words.of(text)) {
      var exclusion = exclusion(word.value());
      exclusion.ifPresent(exclusions::add);
      if (exclusion.isEmpty()) {
        var fact = "'" + Block.shorten(word.value()) + "' is not a span of time";
        var fix = "Write two moments such as 2026-01-31T22:00:00Z/2026-02-01T02:00:00Z";
        report.add(word.place(), fact, fix);
      }
    }
    return exclusions;
  }

  /** ISO 8601's interval: two moments, or a moment and a duration, whole seconds. */
  private static Optional<Exclusion> exclusion(String text) {
    var parts = text.split("/", -1);
    if (parts.length != 2) {
      return Optional.empty();
    }
    try {
      var from = Instant.parse(parts[0]);
      var until =
          parts[1].startsWith("P") ? from.plus(Duration.parse(parts[1])) : Instant.parse(parts[1]);
      return from.isBefore(until) && isWhole(from) && isWhole(until)
          ? Optional.of(new Exclusion(from, until))
          : Optional.empty();
    } catch (DateTimeException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  private static boolean isWhole(Instant moment) {
    return moment.equals(moment.truncatedTo(ChronoUnit.SECONDS));
  }

  private OptionalInt count(Block block, String name) {
    var text = block.text(name);
    if (text.isEmpty()) {
      return OptionalInt.empty();
    }
    if (!COUNT.matcher(text.get().value()).matches()) {
      report.add(
          text.get().place(),
          "Annotation '"
              + name
              + "' must be a count of at least 1, was '"
              + Block.shorten(text.get().value())
              + "'",
          "Write a whole number in quotes, such as \"10\"");
      return OptionalInt.empty();
    }
    return OptionalInt.of(Integer.parseInt(text.get().value()));
  }

  private Optional<URI> address(Text text) {
    try {
      var address = new URI(text.value());
      if ("https".equals(address.getScheme()) || "http".equals(address.getScheme())) {
        return Optional.of(address);
      }
    } catch (URISyntaxException e) {
      // Reported below, like an address of another scheme.
    }
    var fact = "'" + Block.shorten(text.value()) + "' is not a web address";
    report.add(text.place(), fact, "Write one that begins with https://");
    return Optional.empty();
  }
}
