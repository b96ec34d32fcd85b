package dev.nines.autoconfigure.diagnostics;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * What lives in the heap, by class: {@code GET /actuator/heaphistogram?top=100}. Counts only what
 * is reachable, for which the JVM collects garbage first and stands still, some 100 ms for each GB
 * in use.
 */
@RestController
@RequestMapping("${management.endpoints.web.base-path:/actuator}/heaphistogram")
public final class HeapHistogramEndpoint {
  /** Such as {@code 1: 31275 2862352 [B (java.base@25.0.1)}. */
  private static final Pattern LINE =
      Pattern.compile("\\s*\\d+:\\s+(?<instances>\\d+)\\s+(?<bytes>\\d+)\\s+(?<type>\\S+).*");

  /**
   * The largest first.
   *
   * @param instances of all classes, as are {@code bytes}
   */
  record View(long instances, long bytes, List<Row> classes) {
    /**
     * All instances of one class.
     *
     * @param bytes without what they refer to
     */
    record Row(String name, long instances, long bytes) {}
  }

  HeapHistogramEndpoint() {}

  @GetMapping
  Mono<View> show(@RequestParam(defaultValue = "100") int top) {
    if (top < 1) {
      return Mono.error(
          new ResponseStatusException(
              HttpStatus.BAD_REQUEST, "top must be at least 1, was: " + top));
    }
    return Mono.fromCallable(() -> view(histogram(), top)).subscribeOn(Schedulers.boundedElastic());
  }

  private static String histogram() throws JMException {
    return (String)
        ManagementFactory.getPlatformMBeanServer()
            .invoke(
                new ObjectName("com.sun.management:type=DiagnosticCommand"),
                "gcClassHistogram",
                new Object[] {new String[0]},
                new String[] {String[].class.getName()});
  }

  static View view(String histogram, int top) {
    List<View.Row> rows =
        histogram
            .lines()
            .map(LINE::matcher)
            .filter(Matcher::matches)
            .map(line ->
                new View.Row(
                    line.group("type"),
                    Long.parseLong(line.group("instances")),
                    Long.parseLong(line.group("bytes"))))
            .toList();
    return new View(
        rows.stream().mapToLong(View.Row::instances).sum(),
        rows.stream().mapToLong(View.Row::bytes).sum(),
        rows.stream().limit(top).toList());
  }
}
