package dev.nines.gatling;

import static io.gatling.javaapi.core.CoreDsl.details;
import static io.gatling.javaapi.core.CoreDsl.global;

import dev.nines.slo.compiler.LoadGate;
import dev.nines.slo.model.Problem;
import dev.nines.slo.openslo.OpenSloReader;
import dev.nines.slo.openslo.Reading;
import dev.nines.slo.openslo.Source;
import io.gatling.javaapi.core.Assertion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The SLO files' promises as Gatling's assertions; no number is typed here again.
 *
 * @param gates of the services that get load
 * @param requests Gatling's name of the request that a service's SLOs are about, by service; empty
 *     for all requests together
 */
public record SloGates(List<LoadGate> gates, Map<String, String> requests) {

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final PathMatcher SLO_FILE =
      FileSystems.getDefault().getPathMatcher("glob:**/src/main/resources/slo/*.yaml");

  public SloGates {
    gates = List.copyOf(gates);
    requests = Map.copyOf(requests);
  }

  /**
   * Reads {@code services/*}{@code /src/main/resources/slo/*.yaml} below {@code root}, or where
   * there are no services, {@code src/main/resources/slo/*.yaml}.
   *
   * @param requests which services get load, and by which request; no other's SLOs are judged
   * @throws IllegalStateException if a file has problems, all of which it names, or there is none
   */
  public static SloGates read(Path root, Map<String, String> requests) {
    List<Source> sources = sources(root);
    if (sources.isEmpty()) {
      throw new IllegalStateException("no SLO file below " + folder(root));
    }
    return switch (new OpenSloReader().read(sources)) {
      case Reading.Read read ->
          new SloGates(
              LoadGate.of(read.slos()).stream()
                  .filter(gate -> requests.containsKey(gate.slo().service()))
                  .toList(),
              requests);
      case Reading.Rejected rejected ->
          throw new IllegalStateException(
              rejected.problems().stream()
                  .map(Problem::toString)
                  .collect(Collectors.joining("\n", "SLO files have problems:\n", "")));
    };
  }

  public List<Assertion> assertions() {
    return checks().stream().map(Check::assertion).toList();
  }

  List<Check> checks() {
    return gates.stream().map(this::check).distinct().toList();
  }

  private Check check(LoadGate gate) {
    return Check.of(gate, Objects.requireNonNull(requests.get(gate.slo().service())));
  }

  /**
   * What is asserted; two SLOs that promise the same are asserted once.
   *
   * @param request Gatling's name of the request, or empty for all of them
   * @param share percent of failures at most, or the percentile
   * @param limitMillis of the percentile; 0 for a share of failures
   */
  record Check(String request, BigDecimal share, long limitMillis) {

    static Check of(LoadGate gate, String request) {
      return switch (gate) {
        case LoadGate.Availability it -> new Check(request, HUNDRED.subtract(it.goodPercent()), 0);
        case LoadGate.ResponseTime it -> new Check(request, it.percentile(), it.limit().toMillis());
      };
    }

    Assertion assertion() {
      var scope = request.isEmpty() ? global() : details(request);
      return limitMillis == 0
          ? scope.failedRequests().percent().lte(share.doubleValue())
          : scope.responseTime().percentile(share.doubleValue()).lte((int) limitMillis);
    }
  }

  private static List<Source> sources(Path root) {
    try (Stream<Path> files = Files.find(folder(root), 7, SloGates::isSloFile)) {
      return files.sorted().map(SloGates::source).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path folder(Path root) {
    Path services = root.resolve("services");
    return Files.isDirectory(services) ? services : root;
  }

  private static boolean isSloFile(Path file, BasicFileAttributes what) {
    return what.isRegularFile() && SLO_FILE.matches(file);
  }

  private static Source source(Path file) {
    try {
      return new Source(file.toString(), Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
