package dev.nines.slo.openslo;

import dev.nines.slo.model.Place;
import dev.nines.slo.model.Slo;
import dev.nines.slo.openslo.Reading.Read;
import dev.nines.slo.openslo.Reading.Rejected;
import dev.nines.slo.yaml.Block;
import dev.nines.slo.yaml.Nearest;
import dev.nines.slo.yaml.Report;
import dev.nines.slo.yaml.Text;
import dev.nines.slo.yaml.YamlText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Reads SLOs from OpenSLO v1 files, several documents to a file. It fails closed: a field, kind or
 * value that is not implemented is a problem at its place, never ignored. Stateless; whatever the
 * text, it answers and throws nothing.
 *
 * @see <a href="https://github.com/OpenSLO/OpenSLO">OpenSLO v1</a>
 */
public final class OpenSloReader {
  private static final String API_VERSION = "openslo/v1";
  private static final List<String> KINDS =
      List.of(
          "Service",
          "SLO",
          "SLI",
          "DataSource",
          "AlertPolicy",
          "AlertCondition",
          "AlertNotificationTarget");

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
    private final List<Document> documents = new ArrayList<>();
    private final Declarations<Text> services = new Declarations<>("Service", report);
    private final Declarations<Text> dataSources = new Declarations<>("DataSource", report);
    private final Declarations<Measurement> indicators = new Declarations<>("SLI", report);
    private final PolicyDocuments policies = new PolicyDocuments(report);
    private final Map<String, Slo> slos = new LinkedHashMap<>();

    void file(Source source) {
      var documents = new YamlText(source.name(), source.text(), report).documents();
      if (documents.isEmpty() && report.isEmpty()) {
        var place = new Place(source.name(), 1, 1);
        report.add(place, "The file holds no document", "Write an SLO, or remove the file");
      }
      for (var node : documents) {
        // OpenSLO's own tools also write the documents of a file as one list.
        var each = node instanceof SequenceNode list ? list.getValue() : List.of(node);
        each.forEach(document -> document(source.name(), document));
      }
    }

    private void document(String file, Node node) {
      var place = Report.place(file, node);
      Block.of(file, "A document", place, node, report).ifPresent(this::document);
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
        documents.add(new Document(kind.get().value(), metadata.get(), spec.get()));
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
      report.add(kind.place(), "Unknown kind '" + name + "'", Nearest.fix(name, KINDS));
      return false;
    }

    /** What is named comes before what names it, wherever the files have it. */
    Reading end() {
      each("Service", this::service);
      each("DataSource", this::dataSource);
      each("SLI", this::indicator);
      each("AlertNotificationTarget", target -> add(policies.targets, target, policies::target));
      each("AlertCondition", c -> add(policies.conditions, c, policies::condition));
      each("AlertPolicy", policy -> add(policies.policies, policy, policies::policy));
      each("SLO", this::slo);
      return report.isEmpty()
          ? new Read(List.copyOf(slos.values()))
          : new Rejected(report.problems());
    }

    private void each(String kind, Consumer<Document> reader) {
      documents.stream().filter(document -> document.kind.equals(kind)).forEach(reader);
    }

    private <T> void add(
        Declarations<T> declarations,
        Document document,
        BiFunction<Metadata, Block, Optional<T>> reader) {
      declarations.add(document.name(), reader.apply(document.metadata, document.spec));
    }

    private void service(Document document) {
      document.metadata.withoutAnnotations();
      document.spec.text("description");
      document.spec.close();
      services.add(document.name(), Optional.of(document.name()));
    }

    private void dataSource(Document document) {
      document.metadata.withoutAnnotations();
      var type = new DataSourceDocument(report).read(document.spec);
      dataSources.add(document.name(), type);
    }

    private void indicator(Document document) {
      document.metadata.withoutAnnotations();
      var read = new IndicatorDocument(report, dataSources).spec(document.spec);
      indicators.add(document.name(), read);
    }

    private void slo(Document document) {
      document.spec.text("service").ifPresent(services::find);
      var inline = new IndicatorDocument(report, dataSources);
      new SloDocument(report, inline, indicators, policies)
          .read(document.metadata, document.spec)
          .forEach(this::keep);
    }

    private void keep(Slo slo) {
      var first = slos.putIfAbsent(slo.name(), slo);
      if (first != null) {
        var fact = "SLO '" + first.name() + "' is declared already at " + first.place();
        report.add(slo.place(), fact, "Give it a name of its own");
      }
    }
  }

  private record Document(String kind, Metadata metadata, Block spec) {
    Text name() {
      return metadata.name();
    }
  }
}
