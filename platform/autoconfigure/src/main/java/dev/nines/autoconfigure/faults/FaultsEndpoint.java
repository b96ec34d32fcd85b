package dev.nines.autoconfigure.faults;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Shows, injects and heals faults: {@code GET}, {@code POST} and {@code DELETE} of {@code
 * /actuator/faults} on the management port. Each answers the state after it. No {@code @Endpoint},
 * since those take flat bodies only.
 */
@RestController
@RequestMapping("${management.endpoints.web.base-path:/actuator}/faults")
public final class FaultsEndpoint {
  private final FaultSwitch faults;

  FaultsEndpoint(FaultSwitch faults) {
    this.faults = faults;
  }

  /** What is injected now. */
  @GetMapping
  View show() {
    return view(faults.state());
  }

  /**
   * Injects the faults that are named and leaves the others as they are: {@code {"errors":
   * {"share": 0.5}}} or {@code {"latency": {"share": 1, "delay": "PT0.5S"}}}. The share is from 0
   * to 1, the delay at most 30 s; left out, it stays what it was.
   */
  @PostMapping
  ResponseEntity<Object> inject(@RequestBody Map<String, Object> body) {
    try {
      return ResponseEntity.ok(view(faults.change(state -> changed(state, body))));
    } catch (IllegalArgumentException e) {
      return ResponseEntity.badRequest()
          .body(ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, e.getMessage()));
    }
  }

  /** Stops every fault. */
  @DeleteMapping
  View heal() {
    return view(faults.change(_ -> FaultSwitch.State.HEALTHY));
  }

  private static FaultSwitch.State changed(FaultSwitch.State state, Map<String, Object> body) {
    onlyKnown("the body", body, Set.of("errors", "latency"));
    if (body.isEmpty()) {
      throw new IllegalArgumentException("the body must name a fault: errors or latency, was: {}");
    }
    return new FaultSwitch.State(
        body.containsKey("errors") ? errors(fields("errors", body)) : state.errors(),
        body.containsKey("latency")
            ? latency(fields("latency", body), state.latency().delay())
            : state.latency());
  }

  private static Map<?, ?> fields(String fault, Map<String, Object> body) {
    if (body.get(fault) instanceof Map<?, ?> fields) {
      return fields;
    }
    throw new IllegalArgumentException(
        fault + " must be an object with a share, was: " + body.get(fault));
  }

  private static Fault.Errors errors(Map<?, ?> fields) {
    onlyKnown("errors", fields, Set.of("share"));
    return new Fault.Errors(share("errors", fields));
  }

  private static Fault.Latency latency(Map<?, ?> fields, Duration current) {
    onlyKnown("latency", fields, Set.of("share", "delay"));
    Object delay = fields.get("delay");
    return new Fault.Latency(
        share("latency", fields), delay == null ? current : duration(String.valueOf(delay)));
  }

  private static void onlyKnown(String name, Map<?, ?> fields, Set<String> known) {
    Set<Object> unknown = new TreeSet<>(fields.keySet());
    unknown.removeAll(known);
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          name + " must have only " + new TreeSet<>(known) + ", was: " + unknown);
    }
  }

  private static double share(String fault, Map<?, ?> fields) {
    if (fields.get("share") instanceof Number share) {
      return share.doubleValue();
    }
    throw new IllegalArgumentException(
        fault + ".share must be a number between 0 and 1, was: " + fields.get("share"));
  }

  private static Duration duration(String text) {
    try {
      return Duration.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "latency.delay must be an ISO 8601 duration such as PT0.5S, was: " + text, e);
    }
  }

  private static View view(FaultSwitch.State state) {
    return new View(
        new View.Errors(state.errors().share()),
        new View.Latency(state.latency().share(), state.latency().delay().toString()));
  }

  /** The state as JSON; the delay as ISO 8601 whatever the mapper is set to. */
  record View(Errors errors, Latency latency) {
    record Errors(double share) {}

    record Latency(double share, String delay) {}
  }
}
