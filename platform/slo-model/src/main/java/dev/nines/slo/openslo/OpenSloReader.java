package dev.nines.slo.openslo;

import dev.nines.slo.model.Place;
import dev.nines.slo.model.Slo;
import dev.nines.slo.openslo.Reading.Read;
import dev.nines.slo.openslo.Reading.Rejected;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads SLOs from OpenSLO v1 files, several documents to a file. It fails closed: a field, kind or
 * value that is not implemented is a problem at its place, never ignored. Stateless; whatever the
 * text, it answers and throws nothing.
 *
 * @see <a href="https://github.com/OpenSLO/OpenSLO">OpenSLO v1</a>
 */
public final class OpenSloReader {
  private static final String API_VERSION = "openslo/v1";
  private static final List<String> KINDS = List.of("Service", "SLO");
  private static final List<String> KINDS_TO_COME =
      List.of("SLI", "DataSource", "AlertPolicy", "AlertCondition", "AlertNotificationTarget");

  /** Reads one file. */
  public Reading read(String name, String text) {
    return read(List.of(new Source(name, text)));
  }

  /** Reads files that belong together: names are unique among them, and services shared. */
  public Reading read(List<Source> sources) {
    var pass = new Pass();
    sources.forEach(pass::file);
    return pass.end();
  }

  /** One reading: what has been found so far. */
  private static final class Pass {
    private final Report report = new Report();
    private final Map<String, Text> services = new LinkedHashMap<>();
    private final Map<String, Slo> slos = new LinkedHashMap<>();
    private final List<Text> used = new ArrayList<>();

    void file(Source source) {
      var documents = new YamlText(source, report).documents();
      if (documents.isEmpty() && report.isEmpty()) {
        var place = new Place(source.name(), 1, 1);
        report.add(place, "The file holds no document", "Write an SLO, or remove the file");
      }
      for (var node : documents) {
        var place = Report.place(source.name(), node);
        Block.of(source.name(), "A document", place, node, report).ifPresent(this::document);
      }
    }

    private void document(Block document) {
      document.requiredText("apiVersion").ifPresent(this::version);
      var kind = document.requiredText("kind").filter(this::kind);
      if (kind.isEmpty()) {
        return;
      }
      var metadata = Metadata.read(document, report);
      var spec = document.requiredBlock("spec");
      document.close();
      if (metadata.isPresent() && spec.isPresent()) {
        switch (kind.get().value()) {
          case "SLO" -> slo(metadata.get(), spec.get());
          default -> service(metadata.get(), spec.get());
        }
      }
    }

    private void version(Text version) {
      if (!version.value().equals(API_VERSION)) {
        var fact = "apiVersion '" + Block.shorten(version.value()) + "' is not implemented";
        report.add(version.place(), fact, "Use " + API_VERSION);
      }
    }

    private boolean kind(Text kind) {
      if (KINDS.contains(kind.value())) {
        return true;
      }
      var name = Block.shorten(kind.value());
      if (KINDS_TO_COME.contains(name)) {
        var fix = "Remove it, and write indicators inline";
        report.add(kind.place(), "Kind '" + name + "' is not implemented", fix);
      } else {
        report.add(kind.place(), "Unknown kind '" + name + "'", Nearest.fix(name, KINDS));
      }
      return false;
    }

    private void service(Metadata metadata, Block spec) {
      metadata.annotations().ifPresent(this::annotations);
      spec.text("description");
      spec.close();
      var first = services.putIfAbsent(metadata.name().value(), metadata.name());
      if (first != null) {
        var fact = "Service '" + first.value() + "' is declared already at " + first.place();
        report.add(metadata.name().place(), fact, "Remove one of them");
      }
    }

    private void annotations(Block annotations) {
      AlertingAnnotations.foreign(annotations);
      annotations.close();
    }

    private void slo(Metadata metadata, Block spec) {
      spec.text("service").ifPresent(used::add);
      var slo = new SloDocument(report).read(metadata, spec);
      if (slo.isEmpty()) {
        return;
      }
      var first = slos.putIfAbsent(slo.get().name(), slo.get());
      if (first != null) {
        var fact = "SLO '" + first.name() + "' is declared already at " + first.place();
        report.add(slo.get().place(), fact, "Give it a name of its own");
      }
    }

    Reading end() {
      used.forEach(this::checkDeclared);
      return report.isEmpty()
          ? new Read(List.copyOf(slos.values()))
          : new Rejected(report.problems());
    }

    private void checkDeclared(Text service) {
      if (!services.containsKey(service.value())) {
        var name = Block.shorten(service.value());
        var fix =
            Nearest.to(name, services.keySet())
                .map(near -> "Did you mean '" + near + "'")
                .orElse("Add a document of kind Service with this name");
        report.add(service.place(), "Service '" + name + "' is not declared", fix);
      }
    }
  }
}
