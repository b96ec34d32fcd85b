package dev.nines.autoconfigure.slo;

import java.io.Serial;
import java.util.List;

/** An SLO counts what the service does not emit, and would be without data for ever. */
final class MeterMismatchException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final transient List<MeterMismatch> mismatches;

  MeterMismatchException(List<MeterMismatch> mismatches) {
    super("SLOs must count metrics that the service has, was: " + mismatches);
    this.mismatches = mismatches.stream().distinct().toList();
  }

  List<MeterMismatch> mismatches() {
    return mismatches;
  }
}
