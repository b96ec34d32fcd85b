package dev.nines.slo.yaml;

import dev.nines.slo.model.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * From text to YAML nodes with their places. Anchors, aliases and tags are refused, and depth and
 * length are bounded, before anything is composed: a file cannot be a bomb.
 */
public final class YamlText {
  private static final int MAX_DEPTH = 40;
  private static final int MAX_CHARACTERS = 1 << 20;

  private final String file;
  private final String text;
  private final Report report;

  /**
   * A text to read.
   *
   * @param file how problems call it
   */
  public YamlText(String file, String text, Report report) {
    this.file = file;
    this.text = text;
    this.report = report;
  }

  /** The file's documents; none when it is not readable YAML, which is then reported. */
  public List<Node> documents() {
    if (text.length() > MAX_CHARACTERS) {
      report.add(start(), "The file is longer than a million characters", "Split it");
      return List.of();
    }
    try {
      return isPlain() ? compose() : List.of();
    } catch (MarkedYamlEngineException e) {
      var fact = "This is not YAML: " + Block.shorten(e.getProblem());
      var place = Report.place(file, e.getProblemMark().or(e::getContextMark));
      report.add(place, fact, "Mend the syntax here or just above");
    } catch (YamlEngineException | IllegalArgumentException e) {
      var fact = "This is not YAML: " + Block.shorten(String.valueOf(e.getMessage()));
      report.add(start(), fact, "Save it as plain UTF-8 text");
    }
    return List.of();
  }

  private List<Node> compose() {
    var nodes = new ArrayList<Node>();
    new Compose(settings()).composeAllFromString(text).forEach(nodes::add);
    return nodes;
  }

  private boolean isPlain() {
    int depth = 0;
    boolean plain = true;
    for (Event event : new Parse(settings()).parseString(text)) {
      depth += event instanceof CollectionStartEvent ? 1 : 0;
      depth -= event instanceof CollectionEndEvent ? 1 : 0;
      if (depth > MAX_DEPTH) {
        refuse(event, "This is nested deeper than " + MAX_DEPTH + " levels", "Flatten it");
        return false;
      }
      plain &= isPlain(event);
    }
    return plain;
  }

  private boolean isPlain(Event event) {
    if (event instanceof AliasEvent) {
      refuse(event, "Aliases are not supported", "Write the value out");
      return false;
    }
    if (event instanceof NodeEvent node && node.getAnchor().map(Anchor::getValue).isPresent()) {
      refuse(event, "Anchors are not supported", "Remove it, and write repeated values out");
      return false;
    }
    if (tag(event).isPresent()) {
      refuse(event, "Tags are not supported", "Remove it");
      return false;
    }
    return true;
  }

  private static Optional<String> tag(Event event) {
    return switch (event) {
      case ScalarEvent scalar -> scalar.getTag();
      case CollectionStartEvent collection -> collection.getTag();
      default -> Optional.empty();
    };
  }

  private void refuse(Event event, String fact, String fix) {
    report.add(Report.place(file, event.getStartMark()), fact, fix);
  }

  private Place start() {
    return new Place(file, 1, 1);
  }

  private static LoadSettings settings() {
    return LoadSettings.builder().setUseMarks(true).setAllowNonScalarKeys(true).build();
  }
}
