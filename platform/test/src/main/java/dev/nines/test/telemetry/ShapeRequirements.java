package dev.nines.test.telemetry;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.nines.slo.model.Indicator;
import dev.nines.slo.model.Selector;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Level 3: the signals have the form and the names that those who read them count on. */
final class ShapeRequirements {
  private static final String BUCKET = "_bucket";

  static final List<Requirement> ALL =
      List.of(
          new Requirement(3, "each line is valid against the schema", ShapeRequirements::schema),
          new Requirement(3, "spans are named after routes", ShapeRequirements::routes),
          new Requirement(3, "spans say the status", ShapeRequirements::status),
          new Requirement(
              3, "server errors, and they alone, are errors", ShapeRequirements::errors),
          new Requirement(3, "histograms have the bounds of the SLOs", ShapeRequirements::bounds),
          new Requirement(
              3, "what SLOs count is there before the first event", ShapeRequirements::zeroes));

  private ShapeRequirements() {}

  private static List<String> schema(Evidence evidence) {
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(text());
    return evidence.events().stream()
        .flatMap(event ->
            schema.validate(event.toString(), InputFormat.JSON).stream()
                .map(Error::toString)
                .map(error -> error + " in " + event))
        .limit(5)
        .toList();
  }

  private static String text() {
    try (InputStream schema =
        Objects.requireNonNull(
            ShapeRequirements.class.getResourceAsStream("log-line.schema.json"))) {
      return new String(schema.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> routes(Evidence evidence) {
    return evidence.answers().stream()
        .filter(answer -> !answer.call().route().equals(Call.NO_ROUTE))
        .flatMap(answer ->
            evidence.answering(answer).stream()
                .filter(span ->
                    !span.span().getName().endsWith(" " + answer.call().route())
                        || !answer.call().route().equals(span.attributes().get("uri")))
                .map(span ->
                    "%s is named '%s' and has the uri %s"
                        .formatted(
                            answer.call().route(),
                            span.span().getName(),
                            span.attributes().get("uri"))))
        .distinct()
        .toList();
  }

  private static List<String> status(Evidence evidence) {
    return evidence.answers().stream()
        .flatMap(answer ->
            evidence.answering(answer).stream()
                .map(span -> span.attributes().getOrDefault("status", "none"))
                .filter(status -> !status.equals(Integer.toString(answer.status())))
                .map(status -> "%d is %s in the span".formatted(answer.status(), status)))
        .distinct()
        .toList();
  }

  private static List<String> errors(Evidence evidence) {
    List<String> wrong =
        evidence.answers().stream()
            .flatMap(answer ->
                evidence.answering(answer).stream()
                    .filter(span -> span.isError() != answer.isServerError())
                    .map(span ->
                        "an answer of %d has a span with the status %s"
                            .formatted(answer.status(), span.span().getStatus().getCode())))
            .distinct()
            .toList();
    return evidence.answers().stream().anyMatch(Answer::isServerError)
        ? wrong
        : List.of("no call failed, so nothing could be seen");
  }

  /** Not of any histogram of the name: of each that an SLO is about. */
  private static List<String> bounds(Evidence evidence) {
    return selectors(evidence)
        .filter(selector -> selector.metric().endsWith(BUCKET))
        .flatMap(selector -> {
          Set<Map<String, String>> bounded =
              histograms(evidence.settled(), selector).collect(Collectors.toSet());
          return bounded.isEmpty()
              ? Stream.of("there is no " + selector)
              : histograms(evidence.settled(), Selection.withoutBound(selector))
                  .filter(histogram -> !bounded.contains(histogram))
                  .map(histogram -> "%s is not there of %s".formatted(selector, histogram));
        })
        .distinct()
        .limit(5)
        .toList();
  }

  private static Stream<Map<String, String>> histograms(Exposition metrics, Selector selector) {
    return Selection.of(metrics, selector).stream().map(Selection::histogram);
  }

  /** At 0: of what is counted before Prometheus first asks, it sees no increase. */
  private static List<String> zeroes(Evidence evidence) {
    return selectors(evidence)
        .flatMap(selector -> Selection.each(selector).stream())
        .filter(selector ->
            Selection.of(evidence.fresh(), selector).stream().noneMatch(each -> each.value() == 0))
        .map(selector -> selector + " is not there, at 0, before the first call")
        .distinct()
        .toList();
  }

  private static Stream<Selector> selectors(Evidence evidence) {
    return evidence.slos().stream()
        .flatMap(slo ->
            switch (slo.indicator()) {
              case Indicator.BadOfTotal(Selector bad, Selector total) -> Stream.of(bad, total);
              case Indicator.GoodOfTotal(Selector good, Selector total) -> Stream.of(good, total);
              case Indicator.Latency latency -> Stream.of(latency.bucket(), latency.total());
              case Indicator.RawRatio _, Indicator.Composite _ -> Stream.empty();
            });
  }
}
