package dev.nines.slo.openslo;

import dev.nines.slo.model.Alerting;
import dev.nines.slo.model.TierName;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads what alerts need from an SLO's {@code nines.dev/} annotations. */
final class AlertingAnnotations {
  private static final String PREFIX = "nines.dev/";
  private static final String DEPENDS_ON = PREFIX + "depends-on";
  private static final String PAGE_MIN = PREFIX + "page-min-bad-events";
  private static final String TICKET_MIN = PREFIX + "ticket-min-bad-events";
  private static final String RUNBOOK = PREFIX + "runbook-url";
  private static final String DROP_TIERS = PREFIX + "drop-tiers";
  private static final List<String> KNOWN =
      List.of(DEPENDS_ON, PAGE_MIN, TICKET_MIN, RUNBOOK, DROP_TIERS);
  private static final Pattern COUNT = Pattern.compile("[1-9][0-9]{0,5}");

  private final Report report;

  AlertingAnnotations(Report report) {
    this.report = report;
  }

  Alerting read(Optional<Block> annotations) {
    if (annotations.isEmpty()) {
      return Alerting.defaults();
    }
    var block = annotations.get();
    foreign(block);
    var alerting =
        new Alerting(
            block.text(DEPENDS_ON).map(this::services).orElse(List.of()),
            count(block, PAGE_MIN).orElse(Alerting.DEFAULT_PAGE_MIN_BAD_EVENTS),
            count(block, TICKET_MIN).orElse(Alerting.DEFAULT_TICKET_MIN_BAD_EVENTS),
            block.text(DROP_TIERS).map(this::tiers).orElse(Set.of()),
            block.text(RUNBOOK).flatMap(this::address));
    block.close();
    return alerting;
  }

  /**
   * Lets annotations of other tools pass, which have another prefix; only their type is checked. A
   * name that nearly is one of ours is left to be reported.
   */
  static void foreign(Block block) {
    block.names().stream()
        .map(Text::value)
        .filter(name -> !name.startsWith(PREFIX) && Nearest.to(name, KNOWN).isEmpty())
        .forEach(block::text);
  }

  private List<String> services(Text text) {
    var names = names(text);
    names.forEach(name -> Names.check(name, report));
    return names.stream().map(Text::value).toList();
  }

  private Set<String> tiers(Text text) {
    var known = TierName.labels();
    var tiers = new LinkedHashSet<String>();
    for (var name : names(text)) {
      if (!known.contains(name.value())) {
        var fact = "Unknown tier '" + Block.shorten(name.value()) + "'";
        report.add(name.place(), fact, Nearest.fix(name.value(), known));
      } else if (!tiers.add(name.value())) {
        report.add(name.place(), "Tier '" + name.value() + "' is named twice", "Name it once");
      }
    }
    if (tiers.size() == known.size()) {
      var fact = "All tiers are dropped: the SLO would have no alert";
      report.add(text.place(), fact, "Keep at least one tier");
    }
    return tiers;
  }

  /** The words between commas, each at its place. */
  private static List<Text> names(Text text) {
    var names = new ArrayList<Text>();
    int from = 0;
    for (var part : text.value().split(",", -1)) {
      int blanks = part.length() - part.stripLeading().length();
      names.add(new Text(part.strip(), text.at(from + blanks), text.node()));
      from += part.length() + 1;
    }
    return names;
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
