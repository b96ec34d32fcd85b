package dev.nines.slo.yaml;

import dev.nines.slo.model.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A YAML mapping being read. Whoever reads it asks for the fields it knows and then calls {@link
 * #close}, which reports every field that nobody asked for. An empty answer to a required field has
 * been reported already.
 */
public final class Block {
  private final String file;
  private final Place place;
  private final Report report;
  private final Map<String, NodeTuple> fields = new LinkedHashMap<>();
  private final TreeSet<String> known = new TreeSet<>();
  private final TreeSet<String> refused = new TreeSet<>();

  private Block(String file, Place place, MappingNode node, Report report) {
    this.file = file;
    this.place = place;
    this.report = report;
    node.getValue().forEach(this::add);
  }

  /**
   * Reads {@code node} as a mapping.
   *
   * @param what names the node in a problem
   */
  public static Optional<Block> of(
      String file, String what, Place place, Node node, Report report) {
    if (node instanceof MappingNode mapping) {
      return Optional.of(new Block(file, place, mapping, report));
    }
    report.add(
        Report.place(file, node),
        what + " must be a mapping, was " + describe(node),
        "Write its fields as 'name: value', indented");
    return Optional.empty();
  }

  private void add(NodeTuple field) {
    var keyPlace = Report.place(file, field.getKeyNode());
    if (!(field.getKeyNode() instanceof ScalarNode key)) {
      report.add(keyPlace, "A field's name must be a word", "Write 'name: value'");
      return;
    }
    var first = fields.putIfAbsent(key.getValue(), field);
    if (first != null) {
      report.add(
          keyPlace,
          "Field '"
              + shorten(key.getValue())
              + "' is given twice, first in line "
              + Report.place(file, first.getKeyNode()).line(),
          "Remove one of them");
    }
  }

  public Place place() {
    return place;
  }

  public boolean has(String name) {
    return fields.containsKey(name);
  }

  /** Names of all fields, in the file's order. */
  public List<Text> names() {
    return fields.values().stream()
        .map(field -> (ScalarNode) field.getKeyNode())
        .map(key -> new Text(key.getValue(), Report.place(file, key), key))
        .toList();
  }

  /** A string, if the field is there. */
  public Optional<Text> text(String name) {
    return scalar(name, "a string", Tag.STR);
  }

  public Optional<Text> requiredText(String name) {
    require(name);
    return text(name);
  }

  /** A number as it was written, if the field is there. */
  public Optional<Text> number(String name) {
    return scalar(name, "a number", Tag.INT, Tag.FLOAT);
  }

  public Optional<Text> requiredNumber(String name) {
    require(name);
    return number(name);
  }

  /** {@code true} or {@code false}, if the field is there. */
  public Optional<Text> flag(String name) {
    return scalar(name, "true or false", Tag.BOOL);
  }

  public Optional<Block> block(String name) {
    return value(name)
        .flatMap(node -> of(file, "Field '" + name + "'", keyPlace(name), node, report));
  }

  public Optional<Block> requiredBlock(String name) {
    require(name);
    return block(name);
  }

  /**
   * The one element of a list that the format allows to be longer.
   *
   * @param fix what to do when it is not exactly one
   */
  public Optional<Block> requiredOnly(String name, String fix) {
    require(name);
    return value(name)
        .flatMap(node -> sequence(name, node))
        .flatMap(list -> {
          var elements = elements(name, list);
          if (list.getValue().size() != 1) {
            reportSize(name, list, fix);
            return Optional.empty();
          }
          return elements.stream().findFirst();
        });
  }

  /**
   * The elements of a list that must have at least one, if the field is there; those that are no
   * mappings are left out.
   */
  public List<Block> list(String name) {
    var list = value(name).flatMap(node -> sequence(name, node));
    list.filter(l -> l.getValue().isEmpty()).ifPresent(l -> reportSize(name, l, "Add one"));
    return list.map(l -> elements(name, l)).orElse(List.of());
  }

  /** The same, and the field must be there. */
  public List<Block> requiredList(String name) {
    require(name);
    return list(name);
  }

  /** A name or a mapping, where a list may hold either. */
  public record Entry(Optional<Text> name, Optional<Block> block) {}

  /** The elements of a list, if the field is there; those that are neither are left out. */
  public List<Entry> entries(String name) {
    var list = value(name).flatMap(node -> sequence(name, node));
    var entries = new ArrayList<Entry>();
    for (var node : list.map(SequenceNode::getValue).orElse(List.of())) {
      var what = "An element of '" + name + "'";
      entries.add(
          node instanceof ScalarNode
              ? new Entry(scalar(name, node, "a string", Tag.STR), Optional.empty())
              : new Entry(
                  Optional.empty(), of(file, what, Report.place(file, node), node, report)));
    }
    return entries;
  }

  /** A string, or each string of a list; empty if the field is not there. */
  public List<Text> texts(String name) {
    var node = value(name);
    if (node.isPresent() && node.get() instanceof SequenceNode list) {
      return list.getValue().stream()
          .flatMap(element -> scalar(name, element, "a string", Tag.STR).stream())
          .toList();
    }
    return text(name).stream().toList();
  }

  /** A string or a number, as it was written. */
  public Optional<Text> requiredTextOrNumber(String name) {
    require(name);
    return scalar(name, "a string", Tag.STR, Tag.INT);
  }

  private Optional<SequenceNode> sequence(String name, Node node) {
    if (node instanceof SequenceNode list) {
      return Optional.of(list);
    }
    var fact = "Field '" + name + "' must be a list, was " + describe(node);
    report.add(Report.place(file, node), fact, "Begin its element with '- '");
    return Optional.empty();
  }

  private List<Block> elements(String name, SequenceNode list) {
    var elements = new ArrayList<Block>();
    for (var element : list.getValue()) {
      var what = "An element of '" + name + "'";
      of(file, what, Report.place(file, element), element, report).ifPresent(elements::add);
    }
    return elements;
  }

  private void reportSize(String name, SequenceNode list, String fix) {
    var fact = "Field '" + name + "' has " + list.getValue().size() + " elements";
    report.add(keyPlace(name), fact, fix);
  }

  /** Reports a field that must not be here. */
  public void refuse(String name, String fact, String fix) {
    refused.add(name);
    if (has(name)) {
      report.add(keyPlace(name), fact, fix);
    }
  }

  /** Reports the fields that nobody asked for. */
  public void close() {
    fields.forEach((name, _) -> {
      if (!known.contains(name) && !refused.contains(name)) {
        report.add(
            keyPlace(name),
            "Unknown field '" + shorten(name) + "'",
            Nearest.fix(name, known.stream().filter(k -> !has(k)).toList()));
      }
    });
  }

  private void require(String name) {
    known.add(name);
    if (!has(name)) {
      report.add(place, "Field '" + name + "' is missing", "Add '" + name + ":'");
    }
  }

  private Place keyPlace(String name) {
    var field = fields.get(name);
    return field == null ? place : Report.place(file, field.getKeyNode());
  }

  private Optional<Node> value(String name) {
    known.add(name);
    return Optional.ofNullable(fields.get(name)).map(NodeTuple::getValueNode);
  }

  private Optional<Text> scalar(String name, String type, Tag... tags) {
    return value(name).flatMap(node -> scalar(name, node, type, tags));
  }

  private Optional<Text> scalar(String name, Node node, String type, Tag... tags) {
    if (node instanceof ScalarNode scalar && List.of(tags).contains(scalar.getTag())) {
      return Optional.of(new Text(scalar.getValue(), Report.place(file, node), scalar));
    }
    var quote =
        List.of(tags).contains(Tag.STR)
            && node instanceof ScalarNode scalar
            && !scalar.getTag().equals(Tag.NULL);
    report.add(
        Report.place(file, node),
        "Field '" + name + "' must be " + type + ", was " + describe(node),
        quote ? "Put it in quotes" : "Write " + type);
    return Optional.empty();
  }

  private static String describe(Node node) {
    return switch (node) {
      case MappingNode _ -> "a mapping";
      case SequenceNode _ -> "a list";
      case ScalarNode scalar when scalar.getTag().equals(Tag.NULL) -> "empty";
      case ScalarNode scalar when scalar.getTag().equals(Tag.STR) ->
          "the string '" + shorten(scalar.getValue()) + "'";
      case ScalarNode scalar -> "'" + shorten(scalar.getValue()) + "'";
      default -> "something else";
    };
  }

  /** Keeps a problem on one line of a readable length. */
  public static String shorten(String text) {
    var line = text.replaceAll("\\p{Cntrl}", " ");
    return line.length() <= 60 ? line : line.substring(0, 57) + "...";
  }
}
