package dev.nines.test.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nines.otlp.KeptSpans;
import dev.nines.otlp.OtlpReceiver;
import dev.nines.slo.model.Slo;
import dev.nines.slo.openslo.OpenSloReader;
import dev.nines.slo.openslo.Reading;
import dev.nines.slo.openslo.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.Environment;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * The signals that each service gives, and by which people find out what is wrong with it. A
 * service's own test extends this and names its {@link #calls}; the service is started on free
 * ports, called, scraped, and its spans are taken by OTLP.
 *
 * <p>Prints the level of data quality that the service reaches, with what is missing for the next,
 * and writes it to {@code target/data-quality.json}.
 */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "management.server.port=0",
      "nines.faults.enabled=true",
      "nines.propagation.consume=w3c,baggage,b3,b3-multi,jaeger,xray,ottrace",
      "nines.propagation.produce=w3c,baggage,b3,b3-multi,jaeger,xray,ottrace",
      "management.tracing.sampling.probability=1.0",
      "management.opentelemetry.tracing.export.schedule-delay=50ms",
      // A busy machine that builds is slow, and loses nothing.
      "management.opentelemetry.tracing.export.timeout=30s",
      "management.opentelemetry.tracing.export.otlp.timeout=30s",
      "management.opentelemetry.tracing.export.otlp.connect-timeout=30s"
    })
@ExtendWith(OutputCaptureExtension.class)
public abstract class TelemetryContract {
  private static final Path REPORT = Path.of("target", "data-quality.json");
  private static final KeptSpans SPANS = new KeptSpans();
  private static final OtlpReceiver RECEIVER = receiver();

  @Autowired private Environment environment;

  @DynamicPropertySource
  static void collector(DynamicPropertyRegistry registry) {
    // What nines.otlp.endpoint leads to, which is read before a test can set it.
    registry.add("management.opentelemetry.tracing.export.otlp.endpoint", RECEIVER::endpoint);
  }

  /**
   * Requests that the service answers well. The first one is also sent while all requests fail, so
   * it must be none that faults spare, as {@code /ping} is.
   */
  protected abstract List<Call> calls();

  /**
   * Of a service that calls others: the headers of the requests that those got, names in lower
   * case. Read after all calls.
   */
  protected List<Map<String, String>> sentOn() {
    return List.of();
  }

  /** What the service must reach; for one that is not there yet. */
  protected int level() {
    return DataQuality.BEST;
  }

  @TestFactory
  final Stream<DynamicTest> signals(CapturedOutput output) {
    DataQuality quality = DataQuality.of(evidence(output));
    System.err.print(quality.table());
    quality.write(REPORT);
    return Stream.concat(
        quality.requirements().stream()
            .filter(result -> result.level() <= level())
            .map(result ->
                DynamicTest.dynamicTest(
                    "%d: %s".formatted(result.level(), result.name()),
                    () -> assertThat(result.missing()).as(result.name()).isEmpty())),
        Stream.of(
            DynamicTest.dynamicTest(
                "data quality " + level(),
                () -> assertThat(quality.level()).isGreaterThanOrEqualTo(level()))));
  }

  private Evidence evidence(CapturedOutput output) {
    String name = environment.getRequiredProperty("spring.application.name");
    try (HttpClient http = HttpClient.newHttpClient()) {
      ServiceUnderTest service =
          new ServiceUnderTest(
              environment.getRequiredProperty("local.server.port", Integer.class),
              environment.getRequiredProperty("local.management.port", Integer.class),
              http);
      return new Probe(service, SPANS, output::getOut)
          .gather(name, getClass().getPackageName(), calls(), this::sentOn, slos(name));
    }
  }

  private static List<Slo> slos(String service) {
    Reading reading = new OpenSloReader().read(sources());
    return switch (reading) {
      case Reading.Read read ->
          read.slos().stream().filter(slo -> slo.service().equals(service)).toList();
      case Reading.Rejected rejected ->
          throw new AssertionError("the SLO files have mistakes: " + rejected.problems());
    };
  }

  private static List<Source> sources() {
    try {
      List<Source> sources = new ArrayList<>();
      for (Resource file :
          new PathMatchingResourcePatternResolver().getResources("classpath*:slo/*.yaml")) {
        sources.add(
            new Source(
                "slo/" + file.getFilename(), file.getContentAsString(StandardCharsets.UTF_8)));
      }
      return sources;
    } catch (IOException e) {
      throw new UncheckedIOException("can't read the SLO files of the class path", e);
    }
  }

  private static OtlpReceiver receiver() {
    try {
      return new OtlpReceiver(0, SPANS);
    } catch (IOException e) {
      throw new UncheckedIOException("no port for spans", e);
    }
  }
}
